using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Coupons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "told_expired",
                table: "licence_pack",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "told_expiring",
                table: "licence_pack",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "coupon",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    label = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    made_in = table.Column<Guid>(type: "TEXT", nullable: false),
                    pack_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    created = table.Column<long>(type: "INTEGER", nullable: false),
                    expires = table.Column<long>(type: "INTEGER", nullable: false),
                    redeemed = table.Column<long>(type: "INTEGER", nullable: true),
                    withdrawn = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coupon", x => x.id);
                    table.ForeignKey(
                        name: "fk_coupon_workgroups_made_in",
                        column: x => x.made_in,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_coupon_hash",
                table: "coupon",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_coupon_made_in_created",
                table: "coupon",
                columns: new[] { "made_in", "created" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "coupon");

            migrationBuilder.DropColumn(
                name: "told_expired",
                table: "licence_pack");

            migrationBuilder.DropColumn(
                name: "told_expiring",
                table: "licence_pack");
        }
    }
}
