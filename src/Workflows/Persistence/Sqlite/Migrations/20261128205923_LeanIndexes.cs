using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StaffFlows.Workflows.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LeanIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_definition_id_sub_status",
                table: "workflow_instances");

            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_parent_instance_id",
                table: "workflow_instances");

            migrationBuilder.DropIndex(
                name: "ix_user_tasks_activity_execution_id",
                table: "user_tasks");

            migrationBuilder.DropIndex(
                name: "ix_user_tasks_decided_by_id_closed_at",
                table: "user_tasks");

            migrationBuilder.DropIndex(
                name: "ix_cases_parent_case_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_unit_id_created_at",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_window_id_created_at",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_answered_requests_created_at",
                table: "answered_requests");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_parent_instance_id",
                table: "workflow_instances",
                column: "parent_instance_id",
                filter: "parent_instance_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_user_tasks_activity_execution_id",
                table: "user_tasks",
                column: "activity_execution_id",
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_user_tasks_decided_by_id_closed_at",
                table: "user_tasks",
                columns: new[] { "decided_by_id", "closed_at" },
                filter: "closed_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_parent_case_id",
                table: "cases",
                column: "parent_case_id",
                filter: "parent_case_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_unit_id_created_at",
                table: "cases",
                columns: new[] { "unit_id", "created_at" },
                filter: "unit_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cases_window_id_created_at",
                table: "cases",
                columns: new[] { "window_id", "created_at" },
                filter: "window_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_workflow_instances_parent_instance_id",
                table: "workflow_instances");

            migrationBuilder.DropIndex(
                name: "ix_user_tasks_activity_execution_id",
                table: "user_tasks");

            migrationBuilder.DropIndex(
                name: "ix_user_tasks_decided_by_id_closed_at",
                table: "user_tasks");

            migrationBuilder.DropIndex(
                name: "ix_cases_parent_case_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_unit_id_created_at",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_window_id_created_at",
                table: "cases");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_definition_id_sub_status",
                table: "workflow_instances",
                columns: new[] { "definition_id", "sub_status" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_parent_instance_id",
                table: "workflow_instances",
                column: "parent_instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_tasks_activity_execution_id",
                table: "user_tasks",
                column: "activity_execution_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_tasks_decided_by_id_closed_at",
                table: "user_tasks",
                columns: new[] { "decided_by_id", "closed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_parent_case_id",
                table: "cases",
                column: "parent_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_unit_id_created_at",
                table: "cases",
                columns: new[] { "unit_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_window_id_created_at",
                table: "cases",
                columns: new[] { "window_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_answered_requests_created_at",
                table: "answered_requests",
                column: "created_at");
        }
    }
}
