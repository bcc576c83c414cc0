using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StaffFlows.Workflows.Persistence.PostgreSql.Migrations
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
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "stationing_violations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    unit_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    window_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    occurred_on = table.Column<DateOnly>(type: "date", nullable: false),
                    facts = table.Column<string>(type: "text", nullable: false),
                    reported_by_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
