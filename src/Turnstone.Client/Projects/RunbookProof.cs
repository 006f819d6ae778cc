namespace Turnstone.Client.Projects;

/// <summary>By what a step is known to be done.</summary>
public enum RunbookProof
{
    /// <summary>By what happened here alone.</summary>
    Facts,

    /// <summary>By a person alone: this server cannot see it.</summary>
    Person,

    /// <summary>By what happened here, or by a person as long as that does not speak against it.</summary>
    Either,
}
