using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ChecksAndTicks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "check_run",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    endpoint_id = table.Column<Guid>(type: "uuid", nullable: true),
                    project_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    started = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    verdict = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    headline = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    version = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    steps = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_check_run", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_check_run_endpoint_workgroup_id_endpoint_id",
                        columns: x => new { x.workgroup_id, x.endpoint_id },
                        principalTable: "endpoint",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_check_run_project_workgroup_id_project_id",
                        columns: x => new { x.workgroup_id, x.project_id },
                        principalTable: "project",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_check_run_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "runbook_tick",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_done = table.Column<bool>(type: "boolean", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_runbook_tick", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_runbook_tick_project_workgroup_id_project_id",
                        columns: x => new { x.workgroup_id, x.project_id },
                        principalTable: "project",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_runbook_tick_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_check_run_endpoint_id_finished",
                table: "check_run",
                columns: new[] { "endpoint_id", "finished" });

            migrationBuilder.CreateIndex(
                name: "ix_check_run_id",
                table: "check_run",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_check_run_project_id_kind_finished",
                table: "check_run",
                columns: new[] { "project_id", "kind", "finished" });

            migrationBuilder.CreateIndex(
                name: "ix_runbook_tick_id",
                table: "runbook_tick",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_runbook_tick_project_id_step",
                table: "runbook_tick",
                columns: new[] { "project_id", "step" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "check_run");

            migrationBuilder.DropTable(
                name: "runbook_tick");
        }
    }
}
