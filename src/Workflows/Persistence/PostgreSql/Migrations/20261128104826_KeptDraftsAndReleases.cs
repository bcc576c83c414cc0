using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StaffFlows.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class KeptDraftsAndReleases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "kept_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    definition_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    kept_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    json = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kept_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "released_definitions",
                columns: table => new
                {
                    definition_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_released_definitions", x => new { x.definition_id, x.content_hash });
                });

            migrationBuilder.CreateIndex(
                name: "ix_kept_drafts_author_id_definition_id",
                table: "kept_drafts",
                columns: new[] { "author_id", "definition_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kept_drafts_kept_at",
                table: "kept_drafts",
                column: "kept_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kept_drafts");

            migrationBuilder.DropTable(
                name: "released_definitions");
        }
    }
}
