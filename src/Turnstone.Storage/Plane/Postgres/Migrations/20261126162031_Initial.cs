using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Turnstone.Storage.Plane.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "workgroup",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    shares_projects = table.Column<bool>(type: "boolean", nullable: false),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workgroup", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "uuid", nullable: false),
                    company_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    primary_domain = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    country = table.Column<string>(type: "text", nullable: false),
                    city = table.Column<string>(type: "text", nullable: false),
                    industry = table.Column<string>(type: "text", nullable: false),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    company_name_search = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_customer_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customer_user",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    first_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    last_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    address_search = table.Column<string>(type: "character varying(640)", maxLength: 640, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_user", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_customer_user_customer_workgroup_id_customer_id",
                        columns: x => new { x.workgroup_id, x.customer_id },
                        principalTable: "customer",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_customer_user_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "endpoint",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    address = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    login = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    protected_secret = table.Column<string>(type: "text", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    name_search = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_endpoint", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_endpoint_customer_workgroup_id_customer_id",
                        columns: x => new { x.workgroup_id, x.customer_id },
                        principalTable: "customer",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_endpoint_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "project",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    destination_id = table.Column<Guid>(type: "uuid", nullable: true),
                    region = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    most_at_once = table.Column<int>(type: "integer", nullable: false),
                    most_errors = table.Column<int>(type: "integer", nullable: false),
                    most_passes = table.Column<int>(type: "integer", nullable: false),
                    folder_filter = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    support_options = table.Column<string>(type: "text", nullable: false),
                    keeps_subjects = table.Column<bool>(type: "boolean", nullable: false),
                    purge_days = table.Column<int>(type: "integer", nullable: false),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    name_search = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_project", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_project_customer_workgroup_id_customer_id",
                        columns: x => new { x.workgroup_id, x.customer_id },
                        principalTable: "customer",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_project_endpoint_workgroup_id_destination_id",
                        columns: x => new { x.workgroup_id, x.destination_id },
                        principalTable: "endpoint",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_project_endpoint_workgroup_id_source_id",
                        columns: x => new { x.workgroup_id, x.source_id },
                        principalTable: "endpoint",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_project_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mailbox",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workgroup_id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    destination_address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    source_login = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    protected_source_secret = table.Column<string>(type: "text", nullable: true),
                    destination_login = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    protected_destination_secret = table.Column<string>(type: "text", nullable: true),
                    flags = table.Column<int>(type: "integer", nullable: false),
                    support_options = table.Column<string>(type: "text", nullable: false),
                    star = table.Column<int>(type: "integer", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    source_search = table.Column<string>(type: "character varying(640)", maxLength: 640, nullable: false),
                    destination_search = table.Column<string>(type: "character varying(640)", maxLength: 640, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mailbox", x => new { x.workgroup_id, x.id });
                    table.ForeignKey(
                        name: "fk_mailbox_project_workgroup_id_project_id",
                        columns: x => new { x.workgroup_id, x.project_id },
                        principalTable: "project",
                        principalColumns: new[] { "workgroup_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_mailbox_workgroup_workgroup_id",
                        column: x => x.workgroup_id,
                        principalTable: "workgroup",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_customer_id",
                table: "customer",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_workgroup_id_primary_domain",
                table: "customer",
                columns: new[] { "workgroup_id", "primary_domain" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_user_customer_id_address_search",
                table: "customer_user",
                columns: new[] { "customer_id", "address_search" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_user_id",
                table: "customer_user",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_user_workgroup_id_customer_id",
                table: "customer_user",
                columns: new[] { "workgroup_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_endpoint_customer_id_name_search",
                table: "endpoint",
                columns: new[] { "customer_id", "name_search" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_endpoint_id",
                table: "endpoint",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_endpoint_workgroup_id_customer_id",
                table: "endpoint",
                columns: new[] { "workgroup_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_id",
                table: "mailbox",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_project_id_source_search_destination_search",
                table: "mailbox",
                columns: new[] { "project_id", "source_search", "destination_search" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_workgroup_id_project_id",
                table: "mailbox",
                columns: new[] { "workgroup_id", "project_id" });

            migrationBuilder.CreateIndex(
                name: "ix_project_id",
                table: "project",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_project_workgroup_id_customer_id",
                table: "project",
                columns: new[] { "workgroup_id", "customer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_project_workgroup_id_destination_id",
                table: "project",
                columns: new[] { "workgroup_id", "destination_id" });

            migrationBuilder.CreateIndex(
                name: "ix_project_workgroup_id_name_search",
                table: "project",
                columns: new[] { "workgroup_id", "name_search" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_project_workgroup_id_source_id",
                table: "project",
                columns: new[] { "workgroup_id", "source_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "customer_user");

            migrationBuilder.DropTable(
                name: "mailbox");

            migrationBuilder.DropTable(
                name: "project");

            migrationBuilder.DropTable(
                name: "endpoint");

            migrationBuilder.DropTable(
                name: "customer");

            migrationBuilder.DropTable(
                name: "workgroup");
        }
    }
}
