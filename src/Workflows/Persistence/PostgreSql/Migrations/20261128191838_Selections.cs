using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StaffFlows.Workflows.Persistence.PostgreSql.Migrations
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    post_no = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    window_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    title = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    recommended_on = table.Column<DateOnly>(type: "date", nullable: false),
                    score = table.Column<decimal>(type: "numeric(6,2)", precision: 6, scale: 2, nullable: true),
                    rank = table.Column<int>(type: "integer", nullable: true),
                    reserve_until = table.Column<DateOnly>(type: "date", nullable: true),
                    filing_number = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    filed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    on_post_date = table.Column<DateOnly>(type: "date", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_candidacies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "selection_places",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_no = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    window_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    title = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    places = table.Column<int>(type: "integer", nullable: false),
                    replaces_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
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
