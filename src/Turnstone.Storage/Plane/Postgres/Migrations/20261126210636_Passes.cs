using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Postgres.Migrations
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
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "mailbox_pass",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mailbox_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mailbox = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    older_than = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    newer_than = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    verification = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    refresh_flags = table.Column<bool>(type: "boolean", nullable: false),
                    submitted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    submitted = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    is_over = table.Column<bool>(type: "boolean", nullable: false),
                    wants_stop = table.Column<bool>(type: "boolean", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    beat = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    started = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    phase = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    folder = table.Column<string>(type: "text", nullable: true),
                    items_total = table.Column<long>(type: "bigint", nullable: true),
                    items_done = table.Column<long>(type: "bigint", nullable: false),
                    items_per_second = table.Column<double>(type: "double precision", nullable: false),
                    bytes_per_second = table.Column<double>(type: "double precision", nullable: false),
                    expected = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    waits_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    found = table.Column<long>(type: "bigint", nullable: false),
                    copied = table.Column<long>(type: "bigint", nullable: false),
                    already_there = table.Column<long>(type: "bigint", nullable: false),
                    skipped = table.Column<long>(type: "bigint", nullable: false),
                    errors = table.Column<long>(type: "bigint", nullable: false),
                    bytes_copied = table.Column<long>(type: "bigint", nullable: false),
                    repaired = table.Column<long>(type: "bigint", nullable: false),
                    error_bytes = table.Column<long>(type: "bigint", nullable: false),
                    folders = table.Column<int>(type: "integer", nullable: false),
                    folder_errors = table.Column<int>(type: "integer", nullable: false),
                    compared = table.Column<long>(type: "bigint", nullable: false),
                    different = table.Column<long>(type: "bigint", nullable: false),
                    grade = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    active_seconds = table.Column<double>(type: "double precision", nullable: false),
                    passive_seconds = table.Column<double>(type: "double precision", nullable: false),
                    failure_code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    failure_message = table.Column<string>(type: "text", nullable: true),
                    failure_remedy = table.Column<string>(type: "text", nullable: true)
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pass_id = table.Column<Guid>(type: "uuid", nullable: false),
                    folder = table.Column<string>(type: "text", nullable: false),
                    uid = table.Column<long>(type: "bigint", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    message = table.Column<string>(type: "text", nullable: false),
                    remedy = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    received = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    repair = table.Column<string>(type: "text", nullable: true)
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
