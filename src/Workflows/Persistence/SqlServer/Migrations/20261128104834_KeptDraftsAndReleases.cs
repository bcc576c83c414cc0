using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StaffFlows.Workflows.Persistence.SqlServer.Migrations
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
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    definition_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    author_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true, collation: "Latin1_General_100_BIN2"),
                    kept_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    changed_by_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    changed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    json = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kept_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "released_definitions",
                columns: table => new
                {
                    definition_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    content_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    taken_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
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
