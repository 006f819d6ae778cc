namespace Turnstone.Tests.House;

/// <summary>Finds the checkout these tests were built from.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Turnstone.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Turnstone.slnx above {AppContext.BaseDirectory}.");
    }
}
