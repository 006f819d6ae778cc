using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RequestsAndEpochs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_mailbox_pass_mailbox_id_submitted",
                table: "mailbox_pass");

            migrationBuilder.AddColumn<long>(
                name: "epoch",
                table: "workgroup",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "credential_request",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mailbox_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    asks_source = table.Column<bool>(type: "INTEGER", nullable: false),
                    asks_destination = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_tried = table.Column<bool>(type: "INTEGER", nullable: false),
                    recipients = table.Column<string>(type: "TEXT", maxLength: 700, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    asked_by_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    asked = table.Column<long>(type: "INTEGER", nullable: false),
                    expires = table.Column<long>(type: "INTEGER", nullable: false),
                    reminders = table.Column<int>(type: "INTEGER", nullable: false),
                    opened = table.Column<long>(type: "INTEGER", nullable: true),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    given = table.Column<long>(type: "INTEGER", nullable: true),
                    was_accepted = table.Column<bool>(type: "INTEGER", nullable: false),
                    withdrawn = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credential_request", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_credential_request_agent_asked_by_id",
                        column: x => x.asked_by_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_credential_request_mailbox_workgroup_id_mailbox_id",
                        columns: x => new { x.workgroup_id, x.mailbox_id },
                        principalTable: "mailbox",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_credential_request_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kept_request",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    protected_fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    held_until = table.Column<long>(type: "INTEGER", nullable: false),
                    is_done = table.Column<bool>(type: "INTEGER", nullable: false),
                    protected_answer = table.Column<string>(type: "TEXT", nullable: true),
                    created = table.Column<long>(type: "INTEGER", nullable: false),
                    answered = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kept_request", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_kept_request_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_mailbox_id_submitted_id",
                table: "mailbox_pass",
                columns: new[] { "mailbox_id", "submitted", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_workgroup_id_source_search",
                table: "mailbox",
                columns: new[] { "workgroup_id", "source_search" });

            migrationBuilder.CreateIndex(
                name: "ix_credential_request_asked_by_id",
                table: "credential_request",
                column: "asked_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_credential_request_expires",
                table: "credential_request",
                column: "expires");

            migrationBuilder.CreateIndex(
                name: "ix_credential_request_hash",
                table: "credential_request",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credential_request_id",
                table: "credential_request",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credential_request_mailbox_id_asked",
                table: "credential_request",
                columns: new[] { "mailbox_id", "asked" });

            migrationBuilder.CreateIndex(
                name: "ix_credential_request_workgroup_id_mailbox_id",
                table: "credential_request",
                columns: new[] { "workgroup_id", "mailbox_id" });

            migrationBuilder.CreateIndex(
                name: "ix_kept_request_created",
                table: "kept_request",
                column: "created");

            migrationBuilder.CreateIndex(
                name: "ix_kept_request_id",
                table: "kept_request",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kept_request_workgroup_id_agent_id_key",
                table: "kept_request",
                columns: new[] { "workgroup_id", "agent_id", "key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "credential_request");

            migrationBuilder.DropTable(
                name: "kept_request");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_pass_mailbox_id_submitted_id",
                table: "mailbox_pass");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_workgroup_id_source_search",
                table: "mailbox");

            migrationBuilder.DropColumn(
                name: "epoch",
                table: "workgroup");

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_mailbox_id_submitted",
                table: "mailbox_pass",
                columns: new[] { "mailbox_id", "submitted" });
        }
    }
}
