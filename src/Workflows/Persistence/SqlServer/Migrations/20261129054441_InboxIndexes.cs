using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StaffFlows.Workflows.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class InboxIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_user_tasks_assignee_id_created_at",
                table: "user_tasks");

            migrationBuilder.CreateIndex(
                name: "ix_user_tasks_assignee_id_created_at_due_at_id",
                table: "user_tasks",
                columns: new[] { "assignee_id", "created_at", "due_at", "id" },
                filter: "closed_at IS NULL AND assignee_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_user_tasks_id_due_at",
                table: "user_tasks",
                columns: new[] { "id", "due_at" },
                filter: "state = 'Created'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_user_tasks_assignee_id_created_at_due_at_id",
                table: "user_tasks");

            migrationBuilder.DropIndex(
                name: "ix_user_tasks_id_due_at",
                table: "user_tasks");

            migrationBuilder.CreateIndex(
                name: "ix_user_tasks_assignee_id_created_at",
                table: "user_tasks",
                columns: new[] { "assignee_id", "created_at" },
                filter: "closed_at IS NULL");
        }
    }
}
