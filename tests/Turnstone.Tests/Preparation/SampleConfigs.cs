using Turnstone.Tests.House;
using Xunit;

namespace Turnstone.Tests.Preparation;

/// <summary>web.config files of EWS as Exchange's set-up writes them, after Microsoft's description of their keys and bindings.</summary>
internal static class SampleConfigs
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "tests", "Turnstone.Tests", "Preparation", "WebConfigs");

    public static TheoryData<string> Versions => ["2013", "2016", "2019"];

    public static byte[] BackEnd(string version) => File.ReadAllBytes(Path.Combine(Folder, $"{version}-back-end.config"));

    public static byte[] FrontEnd(string version) => File.ReadAllBytes(Path.Combine(Folder, $"{version}-front-end.config"));
}
