using Turnstone.Connectors;

namespace Turnstone.Cli.Settings;

/// <summary>Who signs in at the destination.</summary>
internal sealed record Account(string Login, Secret Password);
