using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Binaries;
using MySqlOps.Engine.Sandbox.Programs;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Sandbox.Binaries;

/// <summary>Getting a server from the machine's package archive, step by step.</summary>
public sealed class DebianServerPackagesTests : IDisposable
{
    private const string Debian = "Release: bookworm\nRepo-URI: http://mirror.test/debian/\nOrigin: Debian\n";

    private readonly ScratchFolder _scratch = new();

    public DebianServerPackagesTests()
    {
        Directory.CreateDirectory(_scratch.File("root"));
        Directory.CreateDirectory(_scratch.File("scratch"));
    }

    public void Dispose() => _scratch.Dispose();

    [UnixFact]
    public async Task ItIsOpenWhereAptUsesDebian()
    {
        Assert.Null(await Getter(Answer()).WhyNotAsync(CancellationToken.None));
    }

    [UnixFact]
    public async Task ItIsClosedWithoutAptOrWithoutDebian()
    {
        Assert.Equal("there is no apt-get", await Getter(_ => null).WhyNotAsync(CancellationToken.None));
        Assert.Contains("Debian", await Getter(Answer(targets: "Repo-URI: https://vendor.test/apt\n")).WhyNotAsync(CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AptReadsOnlyThePrivateStateAndRunsNoHook()
    {
        var programs = new FakePrograms(Answer());
        await GetAsync(programs);

        var changing = programs.Calls.Where(call => call.FileName == "apt-get" && call.Arguments[0] is "update" or "install").ToList();
        var file = Assert.Single(changing.Select(call => call.Environment["APT_CONFIG"]).Distinct());
        var settings = await File.ReadAllTextAsync(file);
        Assert.Equal(2, changing.Count);
        Assert.StartsWith(_scratch.Path, file, StringComparison.Ordinal);
        Assert.Contains("Acquire::http::Proxy \"http://proxy.test\";", settings, StringComparison.Ordinal);
        Assert.Contains("Dir::Etc::parts \"/dev/null\";", settings, StringComparison.Ordinal);
        Assert.Contains($"Dir::State::status \"{Path.GetDirectoryName(file)}/status\";", settings, StringComparison.Ordinal);
        Assert.DoesNotContain("Invoke", settings, StringComparison.Ordinal);
        Assert.DoesNotContain("DEP-11", settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PackagesAreUnpackedAndNotInstalledAndPerlStaysOut()
    {
        var programs = new FakePrograms(Answer());
        await GetAsync(programs);

        var install = Assert.Single(programs.Calls, call => call.Arguments[0] == "install");
        Assert.Equal(["install", "--download-only", "--no-install-recommends", "mysql-server-core", "mysql-client-core", "mysql-router"], install.Arguments);
        var unpacked = programs.Calls.Where(call => call.Arguments[0] == "--extract").ToList();
        Assert.Equal(["libc6_2.deb", "mysql-server-core_9.deb"], unpacked.Select(call => Path.GetFileName(call.Arguments[1])));
        Assert.All(unpacked, call => Assert.Equal(("dpkg-deb", _scratch.File("root")), (call.FileName, call.Arguments[2])));
    }

    [Theory]
    [InlineData("update", "reading the package lists")]
    [InlineData("install", "downloading packages")]
    [InlineData("--extract", "unpacking libc6")]
    public async Task AFailingStepIsNamedWithWhatTheProgramSaid(string failing, string step)
    {
        var good = Answer();
        var programs = new FakePrograms(call => call.Arguments[0] == failing ? FakePrograms.Bad("E: the cat sat on the cable") : good(call));

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => GetAsync(programs));

        Assert.Equal(ErrorId.SandboxDownloadFailed, error.Id);
        Assert.Contains(step, error.Message, StringComparison.Ordinal);
        Assert.Contains("the cat sat on the cable", error.Message, StringComparison.Ordinal);
        Assert.Contains("MYSQLOPS_MYSQLD", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheNextArchiveIsTriedWhenOneFails()
    {
        var good = Answer($"{Debian}\nRelease: stable\nRepo-URI: http://other.test/debian/\nOrigin: Debian\n");
        var updates = 0;
        var programs = new FakePrograms(call => call.Arguments[0] == "update" && updates++ == 0 ? FakePrograms.Bad("E: 404") : good(call));

        await GetAsync(programs);

        Assert.Contains(programs.Calls, call => call.Arguments[0] == "--extract");
    }

    private Task GetAsync(FakePrograms programs) =>
        Getter(programs).GetAsync(_scratch.File("root"), _scratch.File("scratch"), CancellationToken.None);

    private DebianServerPackages Getter(Func<ProgramCall, ProgramResult?> answer) => Getter(new FakePrograms(answer));

    private DebianServerPackages Getter(FakePrograms programs) => new(programs, SilentObserver.Instance, _scratch.File("etc"));

    /// <summary>A machine where all goes well.</summary>
    private static Func<ProgramCall, ProgramResult?> Answer(string targets = Debian) => call =>
    {
        if (call.Arguments[0] == "indextargets")
            return FakePrograms.Good(targets);
        if (call.Arguments[0] == "dump")
            return FakePrograms.Good("Acquire::http::Proxy \"http://proxy.test\";\nAPT::Update::Post-Invoke:: \"rm -rf /\";\nAcquire::IndexTargets::deb::DEP-11::MetaKey \"x\";\n");
        if (call.Arguments[0] == "install")
        {
            var archives = Path.Combine(Path.GetDirectoryName(call.Environment["APT_CONFIG"])!, "cache", "archives");
            foreach (var package in (string[])["libc6_2.deb", "mysql-server-core_9.deb", "perl-base_5.deb", "libperl5.42_5.deb"])
                File.WriteAllText(Path.Combine(archives, package), "");
        }

        return FakePrograms.Good();
    };
}
