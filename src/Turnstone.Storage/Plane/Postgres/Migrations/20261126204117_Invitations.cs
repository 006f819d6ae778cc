using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Invitations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "agents_version",
                table: "workgroup",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "requires_two_step",
                table: "workgroup",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "last_code_step",
                table: "agent",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "invitation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    invited_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    address_search = table.Column<string>(type: "character varying(640)", maxLength: 640, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitation", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_invitation_agent_invited_by_id",
                        column: x => x.invited_by_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_invitation_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outgoing_mail",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    recipient = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    protected_content = table.Column<string>(type: "text", nullable: false),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    sent = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    given_up = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outgoing_mail", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "password_reset",
                columns: table => new
                {
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_password_reset", x => x.hash);
                    table.ForeignKey(
                        name: "fk_password_reset_agent_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_invitation_hash",
                table: "invitation",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitation_id",
                table: "invitation",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitation_invited_by_id",
                table: "invitation",
                column: "invited_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_invitation_workgroup_id_address_search",
                table: "invitation",
                columns: new[] { "workgroup_id", "address_search" });

            migrationBuilder.CreateIndex(
                name: "ix_outgoing_mail_sent_given_up_due",
                table: "outgoing_mail",
                columns: new[] { "sent", "given_up", "due" });

            migrationBuilder.CreateIndex(
                name: "ix_password_reset_agent_id",
                table: "password_reset",
                column: "agent_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "invitation");

            migrationBuilder.DropTable(
                name: "outgoing_mail");

            migrationBuilder.DropTable(
                name: "password_reset");

            migrationBuilder.DropColumn(
                name: "agents_version",
                table: "workgroup");

            migrationBuilder.DropColumn(
                name: "requires_two_step",
                table: "workgroup");

            migrationBuilder.DropColumn(
                name: "last_code_step",
                table: "agent");
        }
    }
}
