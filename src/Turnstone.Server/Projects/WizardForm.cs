using System.ComponentModel.DataAnnotations;
using Turnstone.Client.Projects;
using Turnstone.Server.Components.Fields;

namespace Turnstone.Server.Projects;

/// <summary>
/// What the walk to a new project asks for, step by step. The contract lets a project wait for its endpoints; the walk does not. It stands in the
/// page's address, so that whoever loses the connection or goes back finds it as it was; there is no secret in it.
/// </summary>
internal sealed class WizardForm
{
    // The steps as the address has them.
    private static readonly string[] Steps = ["name", "source", "destination", "summary"];

    // Which fields a step shows.
    private static readonly string[][] Shown = [["name", "customerId"], ["sourceId"], ["destinationId", "region"], []];

    [Required]
    public string? Name { get; set; }

    [Required]
    public string? CustomerId { get; set; }

    [Required]
    public string? SourceId { get; set; }

    [Required]
    public string? DestinationId { get; set; }

    [Required]
    public string? Region { get; set; }

    /// <summary>All fields, for what a service says of them.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. Shown.SelectMany(fields => fields)];

    /// <summary>What a project is.</summary>
    public static WizardForm Of(ProjectInfo known) => new()
    {
        Name = known.Name, CustomerId = known.CustomerId.ToString(), SourceId = known.SourceId?.ToString(), DestinationId = known.DestinationId?.ToString(), Region = known.Region,
    };

    /// <summary>The step that an address names; the first where it names none.</summary>
    public static int StepOf(string? word) => Math.Max(0, Array.IndexOf(Steps, word));

    /// <summary>Whether something is wrong with what a step shows.</summary>
    public static bool IsFaulty(FormFaults faults, int step) => Shown[step].Any(field => faults.At(field) is not null);

    /// <summary>The first step that shows something that is wrong; null where none does.</summary>
    public static int? FaultyStep(FormFaults faults) => Enumerable.Range(0, Shown.Length).Cast<int?>().FirstOrDefault(step => IsFaulty(faults, step!.Value));

    /// <summary>The id that was chosen; null for none, and for what is no id.</summary>
    public static Guid? IdOf(string? text) => Guid.TryParse(text, out var id) ? id : null;

    /// <summary>What was entered, as the contract takes it.</summary>
    /// <param name="known">The project as it is; null for a new one.</param>
    public ProjectDraft Draft(ProjectInfo? known) => (known is null ? new ProjectDraft { CustomerId = IdOf(CustomerId) ?? Guid.Empty, Name = "" } : ProjectDrafts.Of(known)) with
    {
        Name = Name ?? "", SourceId = IdOf(SourceId), DestinationId = IdOf(DestinationId), Region = Region ?? "",
    };

    /// <summary>The address at which it stands so.</summary>
    /// <param name="project">The project, once there is one.</param>
    /// <param name="step">The step.</param>
    public string AddressAt(Guid? project, int step)
    {
        var parts = new (string Key, string? Value)[] { ("step", Steps[step]), ("name", Name), ("customer", CustomerId), ("source", SourceId), ("destination", DestinationId), ("region", Region) };
        var query = string.Join('&', parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value!)}"));
        return $"{(project is { } id ? $"projects/{id}/set-up" : "projects/new")}?{query}";
    }
}
