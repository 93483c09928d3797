using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using Xunit.Abstractions;

namespace MySqlOps.Cmdlets.Tests.Runtime;

/// <summary>The text of an argument ends up in transcripts and error records.</summary>
public sealed class ServerArgumentTests(ITestOutputHelper output)
{
    /// <summary>Addresses, right and wrong; {0} is the password.</summary>
    private static readonly string[] Forms =
    [
        "root:{0}@db1", "root:{0}@db1:3307", "root:{0}@[::1]:3307", "root:{0}@/tmp/x.sock", "root:{0}@(/tmp/x.sock)", "'my:user':{0}@db1", "\"my@user\":{0}@db1",
        "root:{0}@localhost:3306:/tmp/x.sock", "  root:{0}@db1  ", "root:{0}@", "root:{0}@db1:port", ":{0}@db1", "root:{0}@[::1",
        "mysql://root:{0}@db1", "MySQL://root:{0}@db1:3307/shop?ssl-mode=REQUIRED", "mysql://root:{0}@db1/?ssl-ca=/a@b.pem", "mysql://root:{0}@[::1]:3307/",
        "mysqlx://root:{0}@db1", " mysql://root:{0}@db1", "mysql://root:{0}@db1/?nonsense=@", "https://root:{0}@db1/",
    ];

    /// <summary>Addresses whose @ was forgotten: what stands behind one is the host.</summary>
    private static readonly string[] FormsWithoutAt = ["root:{0}", "root:{0}:3306", "mysql://root:{0}", "mysql://root:{0}:3306/shop", "mysql://db1/?password={0}"];

    private static readonly string[] Extras = ["@", "@@", ":", "/", "'", "\"", "[", "]", "?", "#", "%", " ", "ä", "::", "//", "mysql://", ".cnf[x]"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TextNeverShowsThePassword(bool hasAt)
    {
        var (forms, extras) = hasAt ? (Forms, Extras) : (FormsWithoutAt, Extras[2..]);
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var (head, tail) = (Letters(random), Letters(random));
            var password = head + (random.Next(3) == 0 ? "" : random.GetItems(extras, 1)[0]) + tail;
            var address = random.GetItems(forms, 1)[0].Replace("{0}", password, StringComparison.Ordinal);
            var text = new ServerArgument(address).ToString();
            Assert.False(
                text.Contains(head, StringComparison.Ordinal) || text.Contains(tail, StringComparison.Ordinal),
                $"seed {seed}: '{address}' is shown as '{text}'");
        }
    }

    [Theory]
    [InlineData("root:S3cret@db1.example.com")]
    [InlineData("mysql://root:S3cret@db1.example.com/")]
    [InlineData("root@db1.example.com:3307")]
    public void TextSaysWhichHostIsMeant(string address)
    {
        Assert.Contains("db1.example.com", new ServerArgument(address).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void LoginPathIsShownAsItIs()
    {
        Assert.Equal("prod", new ServerArgument("prod").ToString());
    }

    [Fact]
    public void TextOfAServerIsTheServers()
    {
        var server = new MySqlServer { Host = "db1", User = "root" }.WithPassword("S3cret");

        Assert.Equal("root@db1:3306", new ServerArgument(server).ToString());
    }

    /// <summary>Letters that no form has next to each other.</summary>
    private static string Letters(Random random) => "Q" + random.GetString("JKQXZ", 5);
}
