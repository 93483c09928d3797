using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Binaries;
using MySqlOps.Engine.Sandbox.Programs;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Sandbox.Binaries;

/// <summary>Getting a server out of a container image, as command lines.</summary>
public sealed class ContainerServerImageTests
{
    [UnixFact]
    public async Task TheFilesAreTakenOutAndTheContainerIsRemoved()
    {
        var programs = new FakePrograms(Answer);
        var getter = new ContainerServerImage(programs, SilentObserver.Instance, "registry.test/mysql:9");

        Assert.Null(await getter.WhyNotAsync(CancellationToken.None));
        await getter.GetAsync("/r", "/s", CancellationToken.None);

        Assert.Equal(
            [
                "docker info",
                "podman info",
                "podman create registry.test/mysql:9 mysqld",
                "podman export --output /s/image.tar c0ffee",
                "podman rm c0ffee",
                "tar --extract --file /s/image.tar --directory /r --no-same-owner --wildcards usr/bin/* usr/sbin/* usr/lib* usr/share/mysql*",
            ],
            programs.Calls.Select(call => call.ToString()));
    }

    [UnixFact]
    public async Task TheContainerIsRemovedAlsoWhenTheExportFails()
    {
        var programs = new FakePrograms(call => call.Arguments[0] == "export" ? FakePrograms.Bad("no space left") : Answer(call));
        var getter = new ContainerServerImage(programs, SilentObserver.Instance, "registry.test/mysql:9");
        await getter.WhyNotAsync(CancellationToken.None);

        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => getter.GetAsync("/r", "/s", CancellationToken.None));

        Assert.Equal(ErrorId.SandboxDownloadFailed, error.Id);
        Assert.Contains("no space left", error.Message, StringComparison.Ordinal);
        Assert.Equal("podman rm c0ffee", programs.Calls[^1].ToString());
    }

    [UnixFact]
    public async Task ItIsClosedWhereNoToolIsReady()
    {
        var getter = new ContainerServerImage(new FakePrograms(_ => FakePrograms.Bad("no daemon")), SilentObserver.Instance, "x");

        Assert.Equal("neither docker nor podman is ready for use", await getter.WhyNotAsync(CancellationToken.None));
    }

    /// <summary>Docker has no daemon here; podman is ready.</summary>
    private static ProgramResult? Answer(ProgramCall call) => (call.FileName, call.Arguments[0]) switch
    {
        ("docker", _) => FakePrograms.Bad("Cannot connect to the Docker daemon"),
        (_, "create") => FakePrograms.Good("Trying to pull...\nc0ffee\n"),
        _ => FakePrograms.Good(),
    };
}
