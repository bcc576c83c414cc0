using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StaffFlows.Workflows.Persistence.Sqlite.Migrations
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
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    definition_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    author_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    kept_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    json = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kept_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "released_definitions",
                columns: table => new
                {
                    definition_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    content_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    taken_at = table.Column<long>(type: "INTEGER", nullable: false)
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
