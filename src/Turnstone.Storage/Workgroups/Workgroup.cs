namespace Turnstone.Storage.Workgroups;

/// <summary>The border for data, security and billing.</summary>
public sealed class Workgroup
{
    /// <summary>Its id; one made later sorts behind.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>Whether every agent but the inactive sees all projects, or each their own.</summary>
    public bool SharesProjects { get; set; }

    /// <summary>Whether its agents must have two-step sign-in on before they can work in it.</summary>
    public bool RequiresTwoStep { get; set; }

    /// <summary>Counts changes of who belongs to it as what: of two at the same time one succeeds, so that an Administrator always remains.</summary>
    public int AgentsVersion { get; set; }

    /// <summary>How often a pass of it was taken on: each has a higher one than any before, whichever process has it. Raised by that alone.</summary>
    public long Epoch { get; private set; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }
}
