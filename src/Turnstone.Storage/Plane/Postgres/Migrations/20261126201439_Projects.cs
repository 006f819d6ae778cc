using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Postgres.Migrations
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
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "failure_addresses",
                table: "project",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<double>(
                name: "most_megabits",
                table: "project",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "newer_than",
                table: "project",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "older_than",
                table: "project",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "success_addresses",
                table: "project",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_used",
                table: "mailbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "access",
                table: "endpoint",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "administrator_form",
                table: "endpoint",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_used",
                table: "endpoint",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scheme",
                table: "endpoint",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "secret_use",
                table: "endpoint",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "token_client",
                table: "endpoint",
                type: "character varying(320)",
                maxLength: 320,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "token_endpoint",
                table: "endpoint",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "token_scope",
                table: "endpoint",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "trusted_authorities",
                table: "endpoint",
                type: "text",
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
