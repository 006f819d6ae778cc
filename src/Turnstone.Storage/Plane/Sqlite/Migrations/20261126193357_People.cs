using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "action_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 700, nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    details = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_action_entry", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_action_entry_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "agent",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    created = table.Column<long>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<long>(type: "INTEGER", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "house_setting",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_house_setting", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "access_token",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    created = table.Column<long>(type: "INTEGER", nullable: false),
                    expires = table.Column<long>(type: "INTEGER", nullable: false),
                    revoked = table.Column<long>(type: "INTEGER", nullable: true),
                    last_used = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_token", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_access_token_agents_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_access_token_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "agent_claim",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_claim", x => x.id);
                    table.ForeignKey(
                        name: "fk_agent_claim_agent_user_id",
                        column: x => x.user_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "agent_login",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", nullable: true),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_login", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_agent_login_agent_user_id",
                        column: x => x.user_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "agent_secret",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_secret", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_agent_secret_agent_user_id",
                        column: x => x.user_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "membership",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    created = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_membership_agent_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agent",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_membership_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_token_agent_id",
                table: "access_token",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_token_hash",
                table: "access_token",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_access_token_id",
                table: "access_token",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_action_entry_id",
                table: "action_entry",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_action_entry_subject_id",
                table: "action_entry",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_action_entry_workgroup_id_at",
                table: "action_entry",
                columns: new[] { "workgroup_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_agent_normalized_email",
                table: "agent",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agent_normalized_user_name",
                table: "agent",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_agent_claim_user_id",
                table: "agent_claim",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_agent_login_user_id",
                table: "agent_login",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_membership_agent_id_workgroup_id",
                table: "membership",
                columns: new[] { "agent_id", "workgroup_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_membership_id",
                table: "membership",
                column: "id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_token");

            migrationBuilder.DropTable(
                name: "action_entry");

            migrationBuilder.DropTable(
                name: "agent_claim");

            migrationBuilder.DropTable(
                name: "agent_login");

            migrationBuilder.DropTable(
                name: "agent_secret");

            migrationBuilder.DropTable(
                name: "house_setting");

            migrationBuilder.DropTable(
                name: "membership");

            migrationBuilder.DropTable(
                name: "agent");
        }
    }
}
