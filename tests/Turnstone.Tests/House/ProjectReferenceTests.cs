using System.Xml.Linq;
using Xunit;

namespace Turnstone.Tests.House;

/// <summary>The arrows of the house, as docs/architecture.md draws them.</summary>
public class ProjectReferenceTests
{
    /// <summary>Room → rooms it may use. A room that is not listed does not exist yet: adding it here is a decision.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Turnstone.Engine"] = [],
        ["Turnstone.Ews"] = [],
        ["Turnstone.Connectors"] = ["Turnstone.Engine", "Turnstone.Ews"],
        ["Turnstone.Storage"] = ["Turnstone.Engine"],
        ["Turnstone.Client"] = [],
        ["Turnstone.Preparation"] = [],
        ["Turnstone.Server"] = ["Turnstone.Client", "Turnstone.Connectors", "Turnstone.Engine", "Turnstone.Preparation", "Turnstone.Storage"],
        ["Turnstone.Sandbox"] = [],
        ["Turnstone.Cli"] = ["Turnstone.Client", "Turnstone.Connectors", "Turnstone.Engine", "Turnstone.Preparation", "Turnstone.Sandbox", "Turnstone.Server", "Turnstone.Storage"],
    };

    /// <summary>Packages that would let a network or a database into a room that must know neither.</summary>
    private static readonly Dictionary<string, string[]> PackagesAllowed = new()
    {
        ["Turnstone.Engine"] = ["Microsoft.Extensions.Logging.Abstractions", "MimeKit"],
        ["Turnstone.Ews"] = ["Microsoft.Extensions.Logging.Abstractions"],
        ["Turnstone.Preparation"] = [],
    };

    public static TheoryData<string> Rooms => [.. Arrows.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_PointsOnlyWhereTheHouseAllows(string room)
    {
        var references = Read(room, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')));

        Assert.Equal(Arrows[room].Order(), references.Order());
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void CompiledRoom_UsesNoRoomBeyondItsArrows(string room)
    {
        var name = room == "Turnstone.Cli" ? "turnstone" : room;

        var used = System.Reflection.Assembly.Load(name).GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(a => a.StartsWith("Turnstone.", StringComparison.Ordinal));

        Assert.Empty(used.Except(Arrows[room]));
    }

    [Fact]
    public void EveryProject_HasItsPlaceInTheHouse()
    {
        var projects = Directory.EnumerateDirectories(Path.Combine(RepositoryRoot.Path, "src")).Select(d => Path.GetFileName(d)!);

        Assert.Equal(Arrows.Keys.Order(), projects.Order());
    }

    [Fact]
    public void EngineEwsAndPreparation_KnowNoMailServerAndNoDatabase()
    {
        foreach (var (room, allowed) in PackagesAllowed)
        {
            Assert.Empty(Read(room, "PackageReference").Except(allowed));
        }
    }

    private static IEnumerable<string> Read(string room, string element) =>
        XDocument.Load(Path.Combine(RepositoryRoot.Path, "src", room, room + ".csproj"))
            .Descendants(element)
            .Select(e => e.Attribute("Include")!.Value);
}
