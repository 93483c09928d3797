using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Sandbox;

/// <summary>Where the socket goes, and what may be deleted of it.</summary>
public sealed class SandboxSocketTests
{
    private static readonly SandboxMarker Marker = new()
    {
        State = MarkerState.Ready,
        Worker = new ProcessIdentity(1, DateTimeOffset.UnixEpoch),
        Port = 3310,
        ServerId = 3310,
        MysqldPath = "/usr/sbin/mysqld",
        Version = "9.7.4",
    };

    [Fact]
    public void AShortPathNeedsNoOtherFolder()
    {
        Assert.Null(SandboxSocket.CreateFolderFor(SandboxFolder.Of("/tmp/boxes", 3310)));
    }

    [UnixFact]
    public void ALongPathGetsAPrivateFolderThatIsDeletedAgain()
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = SandboxFolder.Of($"/tmp/{new string('ü', 50)}", 3310);
        var marker = Marker with { SocketFolder = SandboxSocket.CreateFolderFor(folder) };

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(marker.SocketFolder!));
        File.WriteAllText(SandboxSocket.PathOf(folder, marker), "");
        SandboxSocket.DeleteFolder(marker);
        Assert.False(Directory.Exists(marker.SocketFolder));
    }

    [Fact]
    public void AFolderOfAnotherNameIsNeverDeleted()
    {
        using var scratch = new ScratchFolder();
        var precious = scratch.Write("precious/mysqld.sock", "x");

        SandboxSocket.DeleteFolder(Marker with { SocketFolder = Path.GetDirectoryName(precious) });

        Assert.True(File.Exists(precious));
    }
}
