using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StaffFlows.Workflows.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ViolationRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "stationed_since",
                table: "units",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "stationing_violations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    unit_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    window_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    occurred_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    facts = table.Column<string>(type: "TEXT", nullable: false),
                    reported_by_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    reported_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stationing_violations", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_stationing_violations_person_id_occurred_on",
                table: "stationing_violations",
                columns: new[] { "person_id", "occurred_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "stationing_violations");

            migrationBuilder.DropColumn(
                name: "stationed_since",
                table: "units");
        }
    }
}
