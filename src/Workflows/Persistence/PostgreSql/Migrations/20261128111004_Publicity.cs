using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StaffFlows.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Publicity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_confidential",
                table: "cases",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "parent_case_id",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "objections",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    publicity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    is_signed = table.Column<bool>(type: "boolean", nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    code_digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objections", x => x.case_id);
                });

            migrationBuilder.CreateTable(
                name: "publicities",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    notice = table.Column<string>(type: "text", nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    working_days = table.Column<int>(type: "integer", nullable: false),
                    counts_posting_day = table.Column<bool>(type: "boolean", nullable: false),
                    posted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    first_day = table.Column<DateOnly>(type: "date", nullable: true),
                    last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    days_to_run = table.Column<int>(type: "integer", nullable: false),
                    is_provisional = table.Column<bool>(type: "boolean", nullable: false),
                    calendar_version = table.Column<long>(type: "bigint", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    keep_until = table.Column<DateOnly>(type: "date", nullable: true),
                    result = table.Column<string>(type: "text", nullable: true),
                    remarks = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicities", x => x.case_id);
                });

            migrationBuilder.CreateTable(
                name: "publicity_postings",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    venue = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    posted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_by_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    proof = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publicity_postings", x => new { x.case_id, x.round, x.venue });
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_parent_case_id",
                table: "cases",
                column: "parent_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_objections_publicity_id",
                table: "objections",
                column: "publicity_id");

            migrationBuilder.CreateIndex(
                name: "ix_publicities_published_at",
                table: "publicities",
                column: "published_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "objections");

            migrationBuilder.DropTable(
                name: "publicities");

            migrationBuilder.DropTable(
                name: "publicity_postings");

            migrationBuilder.DropIndex(
                name: "ix_cases_parent_case_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "is_confidential",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "parent_case_id",
                table: "cases");
        }
    }
}
