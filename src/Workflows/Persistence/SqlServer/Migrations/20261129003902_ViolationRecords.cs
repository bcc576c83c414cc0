using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StaffFlows.Workflows.Persistence.SqlServer.Migrations
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
                    id = table.Column<byte[]>(type: "binary(16)", nullable: false),
                    person_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    unit_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    window_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    occurred_on = table.Column<DateOnly>(type: "date", nullable: false),
                    facts = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    reported_by_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    reported_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
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
