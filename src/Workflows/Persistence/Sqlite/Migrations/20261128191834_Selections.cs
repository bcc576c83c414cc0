using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StaffFlows.Workflows.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Selections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "candidacies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    post_no = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    window_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    recommended_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    score = table.Column<decimal>(type: "TEXT", precision: 6, scale: 2, nullable: true),
                    rank = table.Column<int>(type: "INTEGER", nullable: true),
                    reserve_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    filing_number = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    filed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    on_post_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_candidacies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "selection_places",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    post_no = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    window_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    places = table.Column<int>(type: "INTEGER", nullable: false),
                    replaces_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_selection_places", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_candidacies_case_id_person_id",
                table: "candidacies",
                columns: new[] { "case_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_candidacies_person_id_state",
                table: "candidacies",
                columns: new[] { "person_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_candidacies_state_updated_at",
                table: "candidacies",
                columns: new[] { "state", "updated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_selection_places_case_id",
                table: "selection_places",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_selection_places_window_id_places",
                table: "selection_places",
                columns: new[] { "window_id", "places" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "candidacies");

            migrationBuilder.DropTable(
                name: "selection_places");
        }
    }
}
