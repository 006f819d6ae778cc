using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Passes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "claims",
                table: "project",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "mailbox_pass",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mailbox_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    project_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mailbox = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    older_than = table.Column<long>(type: "INTEGER", nullable: true),
                    newer_than = table.Column<long>(type: "INTEGER", nullable: true),
                    verification = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    refresh_flags = table.Column<bool>(type: "INTEGER", nullable: false),
                    submitted_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    submitted = table.Column<long>(type: "INTEGER", nullable: false),
                    due = table.Column<long>(type: "INTEGER", nullable: false),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    is_over = table.Column<bool>(type: "INTEGER", nullable: false),
                    wants_stop = table.Column<bool>(type: "INTEGER", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    beat = table.Column<long>(type: "INTEGER", nullable: true),
                    started = table.Column<long>(type: "INTEGER", nullable: true),
                    finished = table.Column<long>(type: "INTEGER", nullable: true),
                    phase = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    folder = table.Column<string>(type: "TEXT", nullable: true),
                    items_total = table.Column<long>(type: "INTEGER", nullable: true),
                    items_done = table.Column<long>(type: "INTEGER", nullable: false),
                    items_per_second = table.Column<double>(type: "REAL", nullable: false),
                    bytes_per_second = table.Column<double>(type: "REAL", nullable: false),
                    expected = table.Column<long>(type: "INTEGER", nullable: true),
                    waits_until = table.Column<long>(type: "INTEGER", nullable: true),
                    found = table.Column<long>(type: "INTEGER", nullable: false),
                    copied = table.Column<long>(type: "INTEGER", nullable: false),
                    already_there = table.Column<long>(type: "INTEGER", nullable: false),
                    skipped = table.Column<long>(type: "INTEGER", nullable: false),
                    errors = table.Column<long>(type: "INTEGER", nullable: false),
                    bytes_copied = table.Column<long>(type: "INTEGER", nullable: false),
                    repaired = table.Column<long>(type: "INTEGER", nullable: false),
                    error_bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    folders = table.Column<int>(type: "INTEGER", nullable: false),
                    folder_errors = table.Column<int>(type: "INTEGER", nullable: false),
                    compared = table.Column<long>(type: "INTEGER", nullable: false),
                    different = table.Column<long>(type: "INTEGER", nullable: false),
                    grade = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    active_seconds = table.Column<double>(type: "REAL", nullable: false),
                    passive_seconds = table.Column<double>(type: "REAL", nullable: false),
                    failure_code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    failure_message = table.Column<string>(type: "TEXT", nullable: true),
                    failure_remedy = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mailbox_pass", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_mailbox_pass_mailbox_workgroup_id_mailbox_id",
                        columns: x => new { x.workgroup_id, x.mailbox_id },
                        principalTable: "mailbox",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_mailbox_pass_project_workgroup_id_project_id",
                        columns: x => new { x.workgroup_id, x.project_id },
                        principalTable: "project",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_mailbox_pass_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "item_error",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    pass_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    folder = table.Column<string>(type: "TEXT", nullable: false),
                    uid = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    message = table.Column<string>(type: "TEXT", nullable: false),
                    remedy = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    received = table.Column<long>(type: "INTEGER", nullable: true),
                    repair = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_item_error", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_item_error_mailbox_pass_workgroup_id_pass_id",
                        columns: x => new { x.workgroup_id, x.pass_id },
                        principalTable: "mailbox_pass",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_item_error_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_item_error_id",
                table: "item_error",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_item_error_pass_id",
                table: "item_error",
                column: "pass_id");

            migrationBuilder.CreateIndex(
                name: "ix_item_error_workgroup_id_pass_id",
                table: "item_error",
                columns: new[] { "workgroup_id", "pass_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_id",
                table: "mailbox_pass",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_mailbox_id",
                table: "mailbox_pass",
                column: "mailbox_id",
                unique: true,
                filter: "is_over = false");

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_mailbox_id_submitted",
                table: "mailbox_pass",
                columns: new[] { "mailbox_id", "submitted" });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_project_id_state",
                table: "mailbox_pass",
                columns: new[] { "project_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_state_due",
                table: "mailbox_pass",
                columns: new[] { "state", "due" });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_workgroup_id_mailbox_id",
                table: "mailbox_pass",
                columns: new[] { "workgroup_id", "mailbox_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_workgroup_id_project_id",
                table: "mailbox_pass",
                columns: new[] { "workgroup_id", "project_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "item_error");

            migrationBuilder.DropTable(
                name: "mailbox_pass");

            migrationBuilder.DropColumn(
                name: "claims",
                table: "project");
        }
    }
}
