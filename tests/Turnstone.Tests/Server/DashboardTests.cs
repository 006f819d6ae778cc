namespace Turnstone.Tests.Server;

public sealed class DashboardTests : DashboardConformance;
