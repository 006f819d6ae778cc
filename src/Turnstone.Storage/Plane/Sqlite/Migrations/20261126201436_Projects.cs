using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Projects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "created_by",
                table: "project",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "failure_addresses",
                table: "project",
                type: "TEXT",
                maxLength: 4000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<double>(
                name: "most_megabits",
                table: "project",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "newer_than",
                table: "project",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "older_than",
                table: "project",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "success_addresses",
                table: "project",
                type: "TEXT",
                maxLength: 4000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "last_used",
                table: "mailbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "access",
                table: "endpoint",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "administrator_form",
                table: "endpoint",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "last_used",
                table: "endpoint",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scheme",
                table: "endpoint",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "secret_use",
                table: "endpoint",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "token_client",
                table: "endpoint",
                type: "TEXT",
                maxLength: 320,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "token_endpoint",
                table: "endpoint",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "token_scope",
                table: "endpoint",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "trusted_authorities",
                table: "endpoint",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "created_by",
                table: "project");

            migrationBuilder.DropColumn(
                name: "failure_addresses",
                table: "project");

            migrationBuilder.DropColumn(
                name: "most_megabits",
                table: "project");

            migrationBuilder.DropColumn(
                name: "newer_than",
                table: "project");

            migrationBuilder.DropColumn(
                name: "older_than",
                table: "project");

            migrationBuilder.DropColumn(
                name: "success_addresses",
                table: "project");

            migrationBuilder.DropColumn(
                name: "last_used",
                table: "mailbox");

            migrationBuilder.DropColumn(
                name: "access",
                table: "endpoint");

            migrationBuilder.DropColumn(
                name: "administrator_form",
                table: "endpoint");

            migrationBuilder.DropColumn(
                name: "last_used",
                table: "endpoint");

            migrationBuilder.DropColumn(
                name: "scheme",
                table: "endpoint");

            migrationBuilder.DropColumn(
                name: "secret_use",
                table: "endpoint");

            migrationBuilder.DropColumn(
                name: "token_client",
                table: "endpoint");

            migrationBuilder.DropColumn(
                name: "token_endpoint",
                table: "endpoint");

            migrationBuilder.DropColumn(
                name: "token_scope",
                table: "endpoint");

            migrationBuilder.DropColumn(
                name: "trusted_authorities",
                table: "endpoint");
        }
    }
}
