using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class FewerIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_pass_notice_workgroup_id_project_id",
                table: "pass_notice");

            migrationBuilder.DropIndex(
                name: "ix_notice_template_workgroup_id_project_id",
                table: "notice_template");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_pass_licence_id",
                table: "mailbox_pass");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_pass_workgroup_id_mailbox_id",
                table: "mailbox_pass");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_pass_workgroup_id_project_id",
                table: "mailbox_pass");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_workgroup_id_project_id",
                table: "mailbox");

            migrationBuilder.DropIndex(
                name: "ix_endpoint_workgroup_id_customer_id",
                table: "endpoint");

            migrationBuilder.DropIndex(
                name: "ix_customer_user_workgroup_id_customer_id",
                table: "customer_user");

            migrationBuilder.DropIndex(
                name: "ix_credential_request_workgroup_id_mailbox_id",
                table: "credential_request");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_pass_notice_workgroup_id_project_id",
                table: "pass_notice",
                columns: new[] { "workgroup_id", "project_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notice_template_workgroup_id_project_id",
                table: "notice_template",
                columns: new[] { "workgroup_id", "project_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_licence_id",
                table: "mailbox_pass",
                column: "licence_id");

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_workgroup_id_mailbox_id",
                table: "mailbox_pass",
                columns: new[] { "workgroup_id", "mailbox_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_workgroup_id_project_id",
                table: "mailbox_pass",
                columns: new[] { "workgroup_id", "project_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_workgroup_id_project_id",
                table: "mailbox",
                columns: new[] { "workgroup_id", "project_id" });

            migrationBuilder.CreateIndex(
                name: "ix_endpoint_workgroup_id_customer_id",
                table: "endpoint",
                columns: new[] { "workgroup_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_user_workgroup_id_customer_id",
                table: "customer_user",
                columns: new[] { "workgroup_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_credential_request_workgroup_id_mailbox_id",
                table: "credential_request",
                columns: new[] { "workgroup_id", "mailbox_id" });
        }
    }
}
