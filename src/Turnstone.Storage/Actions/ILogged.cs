namespace Turnstone.Storage.Actions;

/// <summary>A row whose adding, changing and removing by an agent is a line of the action log.</summary>
public interface ILogged
{
    /// <summary>What people call it.</summary>
    string Called { get; }
}
