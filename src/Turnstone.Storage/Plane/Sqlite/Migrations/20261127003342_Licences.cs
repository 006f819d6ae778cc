using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Licences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "has_delivered",
                table: "mailbox_pass",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "licence_id",
                table: "mailbox_pass",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "licence_claims",
                table: "customer",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "licence_order",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_price = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    billing_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    billing_street = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    billing_postal_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    billing_city = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    billing_country = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    method = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    ordered_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    created = table.Column<long>(type: "INTEGER", nullable: false),
                    placed = table.Column<long>(type: "INTEGER", nullable: true),
                    settled = table.Column<long>(type: "INTEGER", nullable: true),
                    problem = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    card_attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    card = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    payment_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_licence_order", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_licence_order_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "licence_pack",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    label = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    purchased = table.Column<int>(type: "INTEGER", nullable: false),
                    granted = table.Column<int>(type: "INTEGER", nullable: false),
                    applied = table.Column<int>(type: "INTEGER", nullable: false),
                    revoked = table.Column<int>(type: "INTEGER", nullable: false),
                    created = table.Column<long>(type: "INTEGER", nullable: false),
                    expires = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_licence_pack", x => new { x.workgroup_id, x.id });
                    table.CheckConstraint("ck_licence_pack_covered", "applied >= 0 and revoked >= 0 and applied + revoked <= purchased + granted");
                    table.ForeignKey(
                        name: "fk_licence_pack_licence_order_workgroup_id_order_id",
                        columns: x => new { x.workgroup_id, x.order_id },
                        principalTable: "licence_order",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_licence_pack_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "licence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    pack_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    applied = table.Column<long>(type: "INTEGER", nullable: false),
                    expires = table.Column<long>(type: "INTEGER", nullable: false),
                    used = table.Column<long>(type: "INTEGER", nullable: true),
                    ended = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_licence", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_licence_customer_user_workgroup_id_customer_user_id",
                        columns: x => new { x.workgroup_id, x.customer_user_id },
                        principalTable: "customer_user",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_licence_licence_pack_workgroup_id_pack_id",
                        columns: x => new { x.workgroup_id, x.pack_id },
                        principalTable: "licence_pack",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_licence_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_licence_id",
                table: "mailbox_pass",
                column: "licence_id");

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_pass_workgroup_id_licence_id",
                table: "mailbox_pass",
                columns: new[] { "workgroup_id", "licence_id" });

            migrationBuilder.CreateIndex(
                name: "ix_licence_customer_user_id",
                table: "licence",
                column: "customer_user_id",
                unique: true,
                filter: "ended is null");

            migrationBuilder.CreateIndex(
                name: "ix_licence_id",
                table: "licence",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_licence_workgroup_id_customer_user_id",
                table: "licence",
                columns: new[] { "workgroup_id", "customer_user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_licence_workgroup_id_pack_id",
                table: "licence",
                columns: new[] { "workgroup_id", "pack_id" });

            migrationBuilder.CreateIndex(
                name: "ix_licence_order_id",
                table: "licence_order",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_licence_order_reference",
                table: "licence_order",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_licence_order_state",
                table: "licence_order",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_licence_pack_id",
                table: "licence_pack",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_licence_pack_order_id",
                table: "licence_pack",
                column: "order_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_licence_pack_workgroup_id_expires",
                table: "licence_pack",
                columns: new[] { "workgroup_id", "expires" });

            migrationBuilder.CreateIndex(
                name: "ix_licence_pack_workgroup_id_order_id",
                table: "licence_pack",
                columns: new[] { "workgroup_id", "order_id" });

            migrationBuilder.AddForeignKey(
                name: "fk_mailbox_pass_licence_workgroup_id_licence_id",
                table: "mailbox_pass",
                columns: new[] { "workgroup_id", "licence_id" },
                principalTable: "licence",
                principalColumns: new[] { "workgroup_id", "id" },
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_mailbox_pass_licence_workgroup_id_licence_id",
                table: "mailbox_pass");

            migrationBuilder.DropTable(
                name: "licence");

            migrationBuilder.DropTable(
                name: "licence_pack");

            migrationBuilder.DropTable(
                name: "licence_order");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_pass_licence_id",
                table: "mailbox_pass");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_pass_workgroup_id_licence_id",
                table: "mailbox_pass");

            migrationBuilder.DropColumn(
                name: "has_delivered",
                table: "mailbox_pass");

            migrationBuilder.DropColumn(
                name: "licence_id",
                table: "mailbox_pass");

            migrationBuilder.DropColumn(
                name: "licence_claims",
                table: "customer");
        }
    }
}
