using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PassFolders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "pass_folder",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pass_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    destination = table.Column<string>(type: "text", nullable: true),
                    found = table.Column<long>(type: "bigint", nullable: false),
                    copied = table.Column<long>(type: "bigint", nullable: false),
                    already_there = table.Column<long>(type: "bigint", nullable: false),
                    skipped = table.Column<long>(type: "bigint", nullable: false),
                    failed = table.Column<long>(type: "bigint", nullable: false),
                    bytes_copied = table.Column<long>(type: "bigint", nullable: false),
                    renamed = table.Column<string>(type: "text", nullable: true),
                    joins = table.Column<string>(type: "text", nullable: true),
                    left_out = table.Column<string>(type: "text", nullable: true),
                    failure_code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    failure_message = table.Column<string>(type: "text", nullable: true),
                    failure_remedy = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pass_folder", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_pass_folder_mailbox_pass_workgroup_id_pass_id",
                        columns: x => new { x.workgroup_id, x.pass_id },
                        principalTable: "mailbox_pass",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_pass_folder_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_workgroup_id_finished",
                table: "mailbox_pass",
                columns: new[] { "workgroup_id", "finished" },
                filter: "finished IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_pass_folder_id",
                table: "pass_folder",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pass_folder_pass_id_position",
                table: "pass_folder",
                columns: new[] { "pass_id", "position" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pass_folder");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_pass_workgroup_id_finished",
                table: "mailbox_pass");
        }
    }
}
