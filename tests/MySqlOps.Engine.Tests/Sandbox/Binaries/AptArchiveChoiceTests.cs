using MySqlOps.Engine.Sandbox.Binaries;

namespace MySqlOps.Engine.Tests.Sandbox.Binaries;

/// <summary>Which of the machine's archives is asked.</summary>
public sealed class AptArchiveChoiceTests
{
    private const string Targets = """
        MetaKey: main/binary-amd64/Packages
        Release: bookworm-security
        Repo-URI: http://mirror.test/debian-security/
        Origin: Debian

        MetaKey: main/binary-amd64/Packages
        Release: bookworm
        Repo-URI: http://mirror.test/debian/
        Origin: Debian

        MetaKey: main/binary-all/Packages
        Release: bookworm
        Repo-URI: http://mirror.test/debian/
        Origin: Debian

        MetaKey: main/binary-amd64/Packages
        Release: nodistro
        Repo-URI: https://vendor.test/node/
        Origin: . nodistro

        ShortDesc: without an archive
        """;

    [Fact]
    public void TheMainArchiveOfDebianIsAskedForItsUnstableSuite()
    {
        var archive = Assert.Single(AptArchiveChoice.Rank(AptTarget.ParseAll(Targets), _ => "/keys/debian.gpg"));

        Assert.Equal(
            "Types: deb\nURIs: http://mirror.test/debian/\nSuites: sid\nComponents: main\nSigned-By: /keys/debian.gpg\n",
            archive.ToSources());
        Assert.Equal(["mysql-server-core", "mysql-client-core", "mysql-router"], archive.Packages);
    }

    [Fact]
    public void BeforeTheFirstUpdateTheAddressDecides()
    {
        var targets = new[] { Target("https://vendor.test/apt", "bookworm", ""), Target("http://mirror.test/pub/debian", "trixie", "") };

        Assert.Equal("http://mirror.test/pub/debian", Assert.Single(AptArchiveChoice.Rank(targets, _ => null)).Uri);
    }

    [Fact]
    public void WhatTheArchiveSaysOfItselfCountsMoreThanItsAddress()
    {
        var targets = new[] { Target("https://vendor.test/debian", "stable", "Vendor"), Target("http://mirror.test/d", "trixie", "Debian") };

        Assert.Equal(["http://mirror.test/d", "https://vendor.test/debian"], AptArchiveChoice.Rank(targets, _ => null).Select(archive => archive.Uri));
    }

    [Fact]
    public void UbuntusOwnReleaseIsAskedAndItsUpdatesAreNot()
    {
        var targets = new[] { Target("http://mirror.test/ubuntu/", "noble-updates", "Ubuntu"), Target("http://mirror.test/ubuntu/", "noble", "Ubuntu") };

        var archive = Assert.Single(AptArchiveChoice.Rank(targets, _ => null));

        Assert.Equal(("noble", "main universe"), (archive.Suite, archive.Components));
        Assert.DoesNotContain("Signed-By", archive.ToSources(), StringComparison.Ordinal);
    }

    [Fact]
    public void StrangersAreNotAsked()
    {
        Assert.Empty(AptArchiveChoice.Rank([Target("https://vendor.test/apt", "stable", "Vendor")], _ => null));
    }

    private static AptTarget Target(string uri, string release, string origin) => new() { Uri = uri, Release = release, Origin = origin };
}
