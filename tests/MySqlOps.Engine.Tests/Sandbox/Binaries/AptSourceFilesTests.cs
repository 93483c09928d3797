using MySqlOps.Engine.Sandbox.Binaries;
using MySqlOps.Engine.Tests.Connect;

namespace MySqlOps.Engine.Tests.Sandbox.Binaries;

/// <summary>The keys of an archive, as the machine's own files name them.</summary>
public sealed class AptSourceFilesTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("http://mirror.test/debian")]
    [InlineData("http://mirror.test/debian/")]
    public void AStanzaNamesTheKeyFile(string uri)
    {
        _scratch.Write("sources.list.d/debian.sources", """
            Types: deb
            # URIs: http://mirror.test/old
            URIs: http://mirror.test/debian
            Suites: bookworm bookworm-updates
            Signed-By: /usr/share/keyrings/debian.gpg

            Types: deb
            URIs: http://mirror.test/debian-security
            Signed-By: /usr/share/keyrings/security.gpg
            """);

        Assert.Equal("/usr/share/keyrings/debian.gpg", Find(uri));
    }

    [Fact]
    public void AWholeKeyInAStanzaIsTakenWithAllItsLines()
    {
        _scratch.Write("sources.list.d/debian.sources", "URIs: http://mirror.test/debian\nSigned-By:\n -----BEGIN PGP-----\n .\n abc\n -----END PGP-----\nSuites: sid\n");

        Assert.Equal("\n -----BEGIN PGP-----\n .\n abc\n -----END PGP-----", Find("http://mirror.test/debian"));
    }

    [Theory]
    [InlineData("deb [signed-by=/k/a.gpg] http://mirror.test/debian sid main", "/k/a.gpg")]
    [InlineData("deb [arch=amd64 signed-by=/k/a.gpg,/k/b.gpg trusted=no] http://mirror.test/debian/ sid main", "/k/a.gpg /k/b.gpg")]
    [InlineData("deb http://mirror.test/debian sid main", null)]
    [InlineData("# deb [signed-by=/k/a.gpg] http://mirror.test/debian sid main", null)]
    [InlineData("deb [signed-by=/k/a.gpg] http://mirror.test/debian-security sid main", null)]
    public void AOneLineEntryNamesItToo(string line, string? key)
    {
        _scratch.Write("sources.list", $"{line}\n");

        Assert.Equal(key, Find("http://mirror.test/debian"));
    }

    [Fact]
    public void WithoutAnyFileThereIsNone()
    {
        Assert.Null(Find("http://mirror.test/debian"));
    }

    private string? Find(string uri) => new AptSourceFiles(_scratch.Path).SignedBy(uri);
}
