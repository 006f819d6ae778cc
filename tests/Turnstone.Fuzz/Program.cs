using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Turnstone.Fuzz;

// Old charsets are read as the product reads them.
Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

var minutes = new Option<double>("--minutes") { Description = "How long in all; shared by the targets.", DefaultValueFactory = _ => 10 };
var only = new Option<string[]>("--target") { Description = "Only this one; repeatable." };
var seed = new Option<int>("--seed") { Description = "Repeats a run.", DefaultValueFactory = _ => Environment.TickCount & int.MaxValue };
var found = new Option<DirectoryInfo>("--found") { Description = "Where inputs go that broke something.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/fuzz") };
var command = new RootCommand("Feeds every reader of strangers' input with broken input, and says which does not survive it.") { minutes, only, seed, found };
command.SetAction(parsed =>
{
    var names = parsed.GetValue(only) ?? [];
    var targets = FuzzTargets.All.Where(target => names.Length == 0 || names.Contains(target.Name)).ToList();
    if (targets.Count == 0)
    {
        Console.Error.WriteLine($"There is no such target. There are: {string.Join(", ", FuzzTargets.All)}.");
        return 64;
    }

    var each = TimeSpan.FromMinutes(parsed.GetValue(minutes)) / targets.Count;
    var failed = 0;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {parsed.GetValue(seed)}, {targets.Count} targets, {each.TotalSeconds:0.0} s each"));
    foreach (var target in targets)
    {
        var watch = Stopwatch.StartNew();
        var fuzzer = new Fuzzer(target, parsed.GetValue(seed));
        var finding = fuzzer.Run(_ => watch.Elapsed < each, TimeSpan.FromSeconds(30));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {target.Name,-22} {fuzzer.Tried,10:N0} inputs {fuzzer.Kinds,6:N0} kinds of outcome  {(finding is null ? "sound" : "BROKEN")}"));
        if (finding is not null)
        {
            failed++;
            var folder = parsed.GetValue(found)!;
            folder.Create();
            var file = Path.Combine(folder.FullName, $"{target.Name}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(finding.Input))[..8]}");
            File.WriteAllBytes(file, finding.Input);
            Console.WriteLine($"    {finding.What.ReplaceLineEndings("\n    ")}\n    {file}: mend the reader, and keep this file in tests/Turnstone.Fuzz/corpus/{target.Name}");
        }
    }

    Console.WriteLine($"{targets.Count - failed} passed, {failed} failed");
    return failed == 0 ? 0 : 1;
});
return command.Parse(args).Invoke();
