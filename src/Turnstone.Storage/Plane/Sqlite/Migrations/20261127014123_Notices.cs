using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "notice_template",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_template", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_notice_template_project_workgroup_id_project_id",
                        columns: x => new { x.workgroup_id, x.project_id },
                        principalTable: "project",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_notice_template_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pass_notice",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    pass_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_success = table.Column<bool>(type: "INTEGER", nullable: false),
                    created = table.Column<long>(type: "INTEGER", nullable: false),
                    written = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pass_notice", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_pass_notice_mailbox_pass_workgroup_id_pass_id",
                        columns: x => new { x.workgroup_id, x.pass_id },
                        principalTable: "mailbox_pass",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_pass_notice_project_workgroup_id_project_id",
                        columns: x => new { x.workgroup_id, x.project_id },
                        principalTable: "project",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_pass_notice_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_notice_template_id",
                table: "notice_template",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notice_template_project_id_kind",
                table: "notice_template",
                columns: new[] { "project_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notice_template_workgroup_id_project_id",
                table: "notice_template",
                columns: new[] { "workgroup_id", "project_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pass_notice_id",
                table: "pass_notice",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pass_notice_project_id_is_success_written",
                table: "pass_notice",
                columns: new[] { "project_id", "is_success", "written" });

            migrationBuilder.CreateIndex(
                name: "ix_pass_notice_workgroup_id_pass_id",
                table: "pass_notice",
                columns: new[] { "workgroup_id", "pass_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pass_notice_workgroup_id_project_id",
                table: "pass_notice",
                columns: new[] { "workgroup_id", "project_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pass_notice_written",
                table: "pass_notice",
                column: "written");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "notice_template");

            migrationBuilder.DropTable(
                name: "pass_notice");
        }
    }
}
