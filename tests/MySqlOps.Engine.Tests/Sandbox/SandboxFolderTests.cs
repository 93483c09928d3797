using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.Tests.Sandbox;

/// <summary>The folder of a sandbox and its names.</summary>
public sealed class SandboxFolderTests
{
    [Fact]
    public void AServersSourceLeadsBackToItsFolder()
    {
        var folder = SandboxFolder.Of("/tmp/boxes", 3310);

        Assert.Equal("/tmp/boxes/3310/root.cnf[client]", folder.Source);
        Assert.Equal(folder, SandboxFolder.FromSource(folder.Source));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("production")]
    [InlineData("/etc/mysql/my.cnf[client]")]
    [InlineData("/tmp/boxes/3310/root.cnf[mysql]")]
    [InlineData("/tmp/boxes/box/root.cnf[client]")]
    public void AnotherSourceLeadsNowhere(string? source)
    {
        Assert.Null(SandboxFolder.FromSource(source));
    }

    [Theory]
    [InlineData("/tmp/boxes/3310", 3310)]
    [InlineData("/tmp/boxes/3310/", 3310)]
    [InlineData("/tmp/boxes/0", null)]
    [InlineData("/tmp/boxes/65536", null)]
    [InlineData("/tmp/boxes/-1", null)]
    [InlineData("/tmp/boxes/3310.old", null)]
    [InlineData("/", null)]
    public void AFolderIsKnownByItsPort(string path, int? port)
    {
        Assert.Equal(port, SandboxFolder.At(path)?.Port);
    }
}
