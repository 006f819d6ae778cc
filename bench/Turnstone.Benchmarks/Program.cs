using System.Globalization;
using BenchmarkDotNet.Running;
using Turnstone.Benchmarks.Macro;
using Turnstone.Benchmarks.Macro.Plane;
using Turnstone.Benchmarks.Micro;

// ./bench.sh is the way in: it installs what is missing and builds first.
try
{
    return await RunAsync(args);
}
catch (Exception e)
{
    // Caught here, so that on the way whatever was started is ended and removed.
    Console.Error.WriteLine(e is OperationCanceledException ? "Stopped." : e.ToString());
    return 1;
}

static async Task<int> RunAsync(string[] args) => args switch
{
    ["micro", .. var rest] => RunMicro(rest),
    [] => await MacroRun.RunAsync(MacroSize.Full, []),
    ["full", .. var names] => await MacroRun.RunAsync(MacroSize.Full, names),
    ["quick", .. var names] => await MacroRun.RunAsync(MacroSize.Quick, names),
    ["scale", .. var names] => await MacroRun.RunAsync(MacroSize.Scale, names),
    ["serve"] => await PlaneRun.RunAsync(),
    ["page"] => await PageRun.RunAsync(),
    ["hold", var mail, var count, .. var wire] => await HoldRun.RunAsync(mail, int.Parse(count, CultureInfo.InvariantCulture), wire is ["tls"]),
    _ => Usage(),
};

static int RunMicro(string[] rest)
{
    BenchmarkSwitcher.FromAssembly(typeof(MicroConfig).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest, new MicroConfig());
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("./bench.sh [full|quick|scale] [part of a scenario's name]… | serve | page | micro [options of BenchmarkDotNet] | hold small|mixed|large count [tls]");
    return 64;
}
