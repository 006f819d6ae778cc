namespace Turnstone.Server.Lists;

/// <summary>Everything found while checking: faults, all of them before any is told, and remarks that stop nothing.</summary>
public sealed class Findings
{
    private readonly List<Fault> _faults = [];
    private readonly List<string> _remarks = [];

    /// <summary>What is wrong, in the order it was found.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>What is to be said although it is right.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Whether nothing is wrong.</summary>
    public bool AreClean => _faults.Count == 0;

    /// <summary>Notes a fault of an option or a field.</summary>
    public void Refuse(string where, string what, string remedy) => _faults.Add(new Fault(where, what, remedy));

    /// <summary>Notes a fault in a list.</summary>
    public void Refuse(CsvPlace place, string what, string remedy) => _faults.Add(new Fault($"{place}", what, remedy) { Place = place });

    /// <summary>Notes a remark.</summary>
    public void Remark(string remark) => _remarks.Add(remark);
}
