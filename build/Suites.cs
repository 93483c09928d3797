using System.Text.RegularExpressions;
using System.Xml.Linq;

static class Suites
{
    private static readonly string[] WithoutServer = ["MySqlOps.Engine.Tests", "MySqlOps.Cmdlets.Tests"];

    public static async Task<int> RunAsync(Options options)
    {
        var total = new Tally();
        foreach (var driver in await Driver.ChooseAsync(options))
        {
            Console.WriteLine($"== tests on {driver}");
            total += await RunAsync(driver, options);
        }

        // Said again at the end: of a long output often only that is kept.
        foreach (var failure in total.Failures)
            Console.WriteLine($"failed: {failure}");
        Console.WriteLine(total);
        return total.Failed > 0 || total.Passed + total.Failed == 0 ? 1 : 0;
    }

    private static async Task<Tally> RunAsync(string driver, Options options)
    {
        Dictionary<string, string> environment;
        string[] suites;
        var total = new Tally();
        try
        {
            await Compiler.BuildAsync(driver, options);
        }
        catch (BuildException e)
        {
            return Broken(e);
        }

        try
        {
            environment = await Servers.VariablesAsync(driver, options);
            suites = [.. WithoutServer, "MySqlOps.Engine.ServerTests"];
        }
        catch (BuildException e)
        {
            // Without a server the run has failed; what needs none still says what it has to say.
            environment = Driver.Variables(driver);
            suites = WithoutServer;
            total = Broken(e);
        }

        if (options.Long)
            environment["MYSQLOPS_LONG"] = "1";
        foreach (var suite in suites)
            total += await XunitAsync(suite, driver, options, environment);
        return suites == WithoutServer ? total : total + await PesterAsync(options, environment);
    }

    private static Tally Broken(BuildException e)
    {
        Console.WriteLine($"build: {e.Message}");
        return new Tally(0, 1, 0) { Failures = [e.Message] };
    }

    private static async Task<Tally> XunitAsync(string suite, string driver, Options options, Dictionary<string, string> environment)
    {
        var results = Root.File($"artifacts/test-results/{driver}/{suite}.trx");
        Directory.CreateDirectory(Path.GetDirectoryName(results)!);
        File.Delete(results);
        List<string> arguments =
        [
            "test", Root.File($"tests/{suite}"), "--no-build", "-c", options.Configuration, $"-p:MySqlDriver={driver}",
            "--results-directory", Path.GetDirectoryName(results)!, "--logger", $"trx;LogFileName={suite}.trx", "--logger", "console;verbosity=minimal",
            "--blame-hang-timeout", options.Long ? "120m" : "15m", "--blame-hang-dump-type", "none",
        ];
        if (options.Filter is not null)
            arguments.AddRange(["--filter", $"FullyQualifiedName~{options.Filter}"]);
        var exitCode = await Shell.RunAsync("dotnet", arguments, environment);
        var tally = File.Exists(results) ? ReadTrx(results) : new Tally();
        return Judge(suite, tally, exitCode, options);
    }

    private static Tally ReadTrx(string path)
    {
        var results = XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == "UnitTestResult").ToLookup(element => (string?)element.Attribute("outcome") switch
        {
            "Passed" => true,
            "NotExecuted" => false,
            _ => (bool?)null,
        });
        return new Tally(results[true].Count(), results[null].Count(), results[false].Count()) { Failures = [.. results[null].Select(Failure)] };
    }

    private static string Failure(XElement result)
    {
        var message = result.Descendants().FirstOrDefault(element => element.Name.LocalName == "Message")?.Value ?? "";
        return $"{(string?)result.Attribute("testName")}: {message.Split('\n', 2)[0].Trim()}";
    }

    private static async Task<Tally> PesterAsync(Options options, Dictionary<string, string> environment)
    {
        var tests = Root.File("tests/MySqlOps.Cmdlets.Tests");
        var pwsh = await Pwsh.FindAsync();
        if (pwsh is not { HasPester: true })
        {
            var skipped = Directory.EnumerateFiles(tests, "*.Tests.ps1", SearchOption.AllDirectories)
                .Sum(file => Math.Max(1, Regex.Count(File.ReadAllText(file), @"^\s*It\s", RegexOptions.Multiline)));
            Console.WriteLine($"Pester: {skipped} skipped, as there is no {(pwsh is null ? "pwsh 7.6 or later" : "Pester 5 or later")} here");
            return new Tally(0, 0, skipped);
        }

        var (exitCode, lines) = await Shell.CaptureAsync(
            "pwsh",
            [.. Pwsh.Start, "-File", Path.Combine(tests, "PesterSettings", "Run.ps1"), .. options.Filter is null ? [] : new[] { "-Filter", options.Filter }],
            Pwsh.Variables(environment),
            echo: true);
        var counts = lines.Select(line => Regex.Match(line, @"^Pester counts: (\d+) (\d+) (\d+)$")).LastOrDefault(match => match.Success);
        var tally = counts is null ? new Tally() : new Tally(Count(counts, 1), Count(counts, 2), Count(counts, 3))
        {
            Failures = [.. lines.Where(line => line.StartsWith("Pester failed: ", StringComparison.Ordinal)).Select(line => line["Pester failed: ".Length..])],
        };
        return Judge("Pester", tally, exitCode, options);
    }

    private static int Count(Match counts, int group) => int.Parse(counts.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A suite that breaks off without a failed test, or finds no test, has failed too.</summary>
    private static Tally Judge(string suite, Tally tally, int exitCode, Options options)
    {
        var emptyByFilter = tally.IsEmpty && options.Filter is not null && exitCode == 0;
        if (tally.Failed == 0 && !emptyByFilter && (exitCode != 0 || tally.IsEmpty))
        {
            Console.WriteLine($"{suite}: {(tally.IsEmpty ? "found no test" : "broke off")}, exit code {exitCode}");
            tally += new Tally(0, 1, 0) { Failures = [$"{suite}, as a whole"] };
        }

        Console.WriteLine($"{suite}: {tally}");
        return tally;
    }
}
