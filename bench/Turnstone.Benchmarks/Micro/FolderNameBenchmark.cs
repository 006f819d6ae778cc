using System.Globalization;
using BenchmarkDotNet.Attributes;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;

namespace Turnstone.Benchmarks.Micro;

/// <summary>The plan of a mailbox of 2,000 folders, five deep, some of which differ in case alone.</summary>
public class FolderNameBenchmark
{
    private readonly List<SourceFolder> _folders =
    [
        .. Enumerable.Range(0, 2000).Select(n =>
        {
            string[] names = [Name(n % 7), Name(n % 31), Name(n % 127), Name(n % 509), $"{Name(n)} {(n % 2 == 0 ? "Müller & Söhne" : "müller & söhne")}"];
            return new SourceFolder { Id = new SourceFolderId(string.Join('/', names)), Path = FolderPath.Of(names) };
        }),
    ];

    [Benchmark]
    public int Plan() => Planner.Plan(_folders, new PassOptions()).Folders.Count;

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"Ablage {number}");
}
