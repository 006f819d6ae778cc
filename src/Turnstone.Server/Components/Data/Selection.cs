namespace Turnstone.Server.Components.Data;

/// <summary>
/// Which rows of a table are chosen: all or none, and the exceptions. So that choosing ten thousand costs nothing, and takes in those that the page has
/// not read.
/// </summary>
public sealed class Selection
{
    private readonly HashSet<Guid> _exceptions = [];

    /// <summary>Something was chosen or no longer.</summary>
    public event Action? Changed;

    /// <summary>Whether all are chosen but the exceptions; else none are but them.</summary>
    public bool IsAll { get; private set; }

    /// <summary>The rows for which the opposite holds.</summary>
    public IReadOnlySet<Guid> Exceptions => _exceptions;

    /// <summary>Whether a row is chosen.</summary>
    public bool Has(Guid row) => IsAll != _exceptions.Contains(row);

    /// <summary>How many of so many are chosen.</summary>
    public int CountOf(int total) => IsAll ? total - _exceptions.Count : _exceptions.Count;

    /// <summary>Chooses a row, or no longer.</summary>
    public void Set(Guid row, bool isChosen)
    {
        if (isChosen == IsAll ? _exceptions.Remove(row) : _exceptions.Add(row))
        {
            Changed?.Invoke();
        }
    }

    /// <summary>Chooses all or none.</summary>
    public void SetAll(bool isChosen)
    {
        IsAll = isChosen;
        _exceptions.Clear();
        Changed?.Invoke();
    }
}
