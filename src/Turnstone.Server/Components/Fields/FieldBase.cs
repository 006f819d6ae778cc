using Microsoft.AspNetCore.Components;

namespace Turnstone.Server.Components.Fields;

/// <summary>What all fields have: a name, a label that belongs to it, a hint and a fault that a screen reader hears with it.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>The field as the contract spells it; what a form without a script sends it as, and what its faults are found by.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>What people read before it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>What helps to fill it.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Its id; the name where none is given. Two fields on a page may have one name.</summary>
    [Parameter] public string? Id { get; set; }

    /// <summary>Whether it may be left blank: that is said, as most may not.</summary>
    [Parameter] public bool Optional { get; set; }

    /// <summary>Whether nothing can be entered now.</summary>
    [Parameter] public bool Disabled { get; set; }

    /// <summary>Attributes of the element itself, such as <c>autocomplete</c>.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? More { get; set; }

    [CascadingParameter] private FormFaults? Faults { get; set; }

    /// <summary>The element's id.</summary>
    protected string Self => Id ?? Name;

    /// <summary>What is wrong with it; null where nothing is.</summary>
    protected string? Fault => Faults?.At(Name);

    /// <summary>For ARIA: "true" or nothing.</summary>
    protected string? IsInvalid => Fault is null ? null : "true";

    /// <summary>For ARIA: what belongs to it.</summary>
    protected string? DescribedBy => (Hint, Fault) switch
    {
        (null, null) => null,
        (_, null) => $"{Self}-hint",
        (null, _) => $"{Self}-fault",
        _ => $"{Self}-fault {Self}-hint",
    };
}
