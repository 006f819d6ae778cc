using Turnstone.Sandbox.Properties;

namespace Turnstone.Sandbox.Search;

/// <summary>Gives a property of whatever is being searched, as canonical text; null where it has none.</summary>
internal delegate IReadOnlyList<string>? PropertyReader(PropertyPath path);
