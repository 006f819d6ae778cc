namespace Turnstone.Cli.Settings;

/// <summary>Everything found while checking: faults, all of them before any is told, and remarks that stop nothing.</summary>
internal sealed class Findings
{
    private readonly List<Fault> _faults = [];
    private readonly List<string> _remarks = [];

    public IReadOnlyList<Fault> Faults => _faults;

    public IReadOnlyList<string> Remarks => _remarks;

    public bool AreClean => _faults.Count == 0;

    public void Refuse(string where, string what, string remedy) => _faults.Add(new Fault(where, what, remedy));

    public void Remark(string remark) => _remarks.Add(remark);
}
