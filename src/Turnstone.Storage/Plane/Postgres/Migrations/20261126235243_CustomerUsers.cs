using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class CustomerUsers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_customer_user_customer_id_address_search",
                table: "customer_user");

            migrationBuilder.AddColumn<Guid>(
                name: "customer_user_id",
                table: "mailbox",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "display_name",
                table: "customer_user",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "display_name_search",
                table: "customer_user",
                type: "character varying(800)",
                maxLength: 800,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "first_name_search",
                table: "customer_user",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "last_name_search",
                table: "customer_user",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "principal_name",
                table: "customer_user",
                type: "character varying(320)",
                maxLength: 320,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_workgroup_id_customer_user_id",
                table: "mailbox",
                columns: new[] { "workgroup_id", "customer_user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_user_customer_id_address_search_first_name_search_",
                table: "customer_user",
                columns: new[] { "customer_id", "address_search", "first_name_search", "last_name_search" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_mailbox_customer_user_workgroup_id_customer_user_id",
                table: "mailbox",
                columns: new[] { "workgroup_id", "customer_user_id" },
                principalTable: "customer_user",
                principalColumns: new[] { "workgroup_id", "id" },
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_mailbox_customer_user_workgroup_id_customer_user_id",
                table: "mailbox");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_workgroup_id_customer_user_id",
                table: "mailbox");

            migrationBuilder.DropIndex(
                name: "ix_customer_user_customer_id_address_search_first_name_search_",
                table: "customer_user");

            migrationBuilder.DropColumn(
                name: "customer_user_id",
                table: "mailbox");

            migrationBuilder.DropColumn(
                name: "display_name",
                table: "customer_user");

            migrationBuilder.DropColumn(
                name: "display_name_search",
                table: "customer_user");

            migrationBuilder.DropColumn(
                name: "first_name_search",
                table: "customer_user");

            migrationBuilder.DropColumn(
                name: "last_name_search",
                table: "customer_user");

            migrationBuilder.DropColumn(
                name: "principal_name",
                table: "customer_user");

            migrationBuilder.CreateIndex(
                name: "ix_customer_user_customer_id_address_search",
                table: "customer_user",
                columns: new[] { "customer_id", "address_search" },
                unique: true);
        }
    }
}
