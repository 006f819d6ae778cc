namespace Turnstone.Cli.Remote.Output;

/// <summary>What people see of a thing.</summary>
internal sealed record View<T>(params Column<T>[] Columns);

/// <summary>One thing to see of it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Text">Its text; null or empty where there is nothing to say.</param>
/// <param name="InLists">Whether lists show it too, or only the thing by itself.</param>
internal sealed record Column<T>(string Name, Func<T, string?> Text, bool InLists = true);
