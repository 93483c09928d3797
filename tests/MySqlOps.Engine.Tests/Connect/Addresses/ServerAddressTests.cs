using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Connect.Addresses;

public class ServerAddressTests
{
    [Theory]
    [InlineData("root@localhost", "root", null, "localhost", null, null)]
    [InlineData("  root@localhost  ", "root", null, "localhost", null, null)]
    [InlineData("root:pw@db1.example.com:3307", "root", "pw", "db1.example.com", 3307, null)]
    [InlineData("root:@db1", "root", "", "db1", null, null)]
    [InlineData("root:p@ss:w@rd@db1", "root", "p@ss:w@rd", "db1", null, null)]
    [InlineData("root:'quoted'@db1", "root", "'quoted'", "db1", null, null)]
    [InlineData("root:/pw@db1", "root", "/pw", "db1", null, null)]
    [InlineData("'my:user':pw@db1", "my:user", "pw", "db1", null, null)]
    [InlineData("\"my@user\"@db1", "my@user", null, "db1", null, null)]
    [InlineData("root@[::1]:3307", "root", null, "::1", 3307, null)]
    [InlineData("root@[fe80::1%eth0]", "root", null, "fe80::1%eth0", null, null)]
    [InlineData("root@localhost:3306:/tmp/x.sock", "root", null, "localhost", 3306, "/tmp/x.sock")]
    [InlineData("root@localhost:/tmp/x.sock", "root", null, "localhost", null, "/tmp/x.sock")]
    [InlineData("root:pw@/tmp/x.sock", "root", "pw", "localhost", null, "/tmp/x.sock")]
    [InlineData("root@(/tmp/x.sock)", "root", null, "localhost", null, "/tmp/x.sock")]
    [InlineData("root@[/tmp/x.sock]", "root", null, "localhost", null, "/tmp/x.sock")]
    [InlineData("mysql://root:p%40ss%2F@db1:3307/shop", "root", "p@ss/", "db1", 3307, null)]
    [InlineData("MYSQL://root@db1", "root", null, "db1", null, null)]
    [InlineData("mysql://db1/", null, null, "db1", null, null)]
    [InlineData("mysql://root@[::1]:3307/", "root", null, "::1", 3307, null)]
    [InlineData("mysql://root@%2Ftmp%2Fx.sock/", "root", null, "localhost", null, "/tmp/x.sock")]
    [InlineData("mysql://root@/?socket=/tmp/x.sock", "root", null, "localhost", null, "/tmp/x.sock")]
    [InlineData("mysql://r%C3%B6%C3%B6t@db1", "rööt", null, "db1", null, null)]
    public void WrittenAddressesAreRead(string text, string? user, string? password, string host, int? port, string? socket)
    {
        var address = Assert.IsType<WrittenAddress>(ServerAddress.Parse(text));
        Assert.Equal((user, password, host, port, socket), (address.User, address.Password?.Reveal(), address.Host, address.Port, address.Socket));
    }

    [Fact]
    public void QueryOptionsAreRead()
    {
        var address = Assert.IsType<WrittenAddress>(ServerAddress.Parse(
            "mysql://root@db1/?ssl-mode=VERIFY_IDENTITY&ssl_ca=%2Fca.pem&ssl-cert=c.pem&ssl-key=k.pem&connect-timeout=5&command-timeout=60&get-server-public-key=true"));
        var expected = new ConnectionOptions
        {
            TlsMode = TlsMode.VerifyFull,
            CaFile = "/ca.pem",
            CertificateFile = "c.pem",
            KeyFile = "k.pem",
            ConnectTimeout = TimeSpan.FromSeconds(5),
            CommandTimeout = TimeSpan.FromSeconds(60),
            GetServerPublicKey = true,
        };
        Assert.Equal(expected, address.Options);
    }

    [Theory]
    [InlineData("~/.my.cnf[client]", "~/.my.cnf", "client")]
    [InlineData(@"C:\x\my.cnf[prod]", @"C:\x\my.cnf", "prod")]
    [InlineData("C:/x/my.cnf", "C:/x/my.cnf", "client")]
    [InlineData("./x.cnf", "./x.cnf", "client")]
    [InlineData("my.ini", "my.ini", "client")]
    [InlineData("x.cnf[a b]", "x.cnf", "a b")]
    [InlineData("/etc/mysql/conf.d/a:b.cnf", "/etc/mysql/conf.d/a:b.cnf", "client")]
    [InlineData("./folder/options", "./folder/options", "client")]
    public void OptionFilesAreRead(string text, string file, string group) =>
        Assert.Equal(new OptionFileAddress(file, group), ServerAddress.Parse(text));

    [Theory]
    [InlineData("prod", "prod", null, null)]
    [InlineData("prod-1.eu", "prod-1.eu", null, null)]
    [InlineData("my server", "my server", null, null)]
    [InlineData("prod:3307", "prod", 3307, null)]
    [InlineData("prod:3307:/tmp/x.sock", "prod", 3307, "/tmp/x.sock")]
    [InlineData("prod:/tmp/x.sock", "prod", null, "/tmp/x.sock")]
    [InlineData("[::1]:3307", "::1", 3307, null)]
    public void NamesAreRead(string text, string name, int? port, string? socket) =>
        Assert.Equal(new NamedAddress(name, port, socket), ServerAddress.Parse(text));

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("   ", "it is empty")]
    [InlineData("@db1", "no user")]
    [InlineData("root@", "no host")]
    [InlineData("'root@db1", "quote before the user's name is not closed")]
    [InlineData("'root'x@db1", "behind the quoted user")]
    [InlineData("root@db1:0", "no port from 1 to 65535")]
    [InlineData("root@db1:65536", "no port from 1 to 65535")]
    [InlineData("root@db1:+80", "no port from 1 to 65535")]
    [InlineData("root@::1", "must stand in brackets")]
    [InlineData("root@[::1", "not closed")]
    [InlineData("root@[db1]", "neither an IPv6 address")]
    [InlineData("root@[::1]x", "something else follows")]
    [InlineData("root@db 1", "character that no host name has")]
    [InlineData("root@db1:3306:relative.sock", "must begin with a /")]
    [InlineData("root@db1:3306:/tmp/x.sock", "can only be localhost")]
    [InlineData("root@(/tmp/x.sock", "not closed with a )")]
    [InlineData("mysql://root@db1/?ssl_moode=REQUIRED", "there is no option 'ssl-moode'")]
    [InlineData("mysql://root@db1/?ssl-mode=SOMETIMES", "ssl-mode is one of")]
    [InlineData("mysql://root@db1/?connect-timeout=0", "connect-timeout is a number of seconds")]
    [InlineData("mysql://root@db1/?command-timeout=2147484", "command-timeout is a number of seconds")]
    [InlineData("mysql://root@db1/?get-server-public-key=perhaps", "true or false")]
    [InlineData("mysql://root@db1/?socket=x.sock", "socket needs a path")]
    [InlineData("mysql://root@db1/?socket=/tmp/x.sock", "can only be localhost")]
    [InlineData("mysql://root@db1/?ssl-ca=a&ssl_ca=b", "given twice")]
    [InlineData("mysql://root@db1/?ssl-ca", "needs the path of a file")]
    [InlineData("mysql://root:p%4@db1", "two hexadecimal digits")]
    [InlineData("mysql://root:p%FF@db1", "no text in UTF-8")]
    [InlineData("mysql://root:p%00@db1", "%00")]
    [InlineData("mysql://root:12/34@db1", "@ stands behind the host")]
    [InlineData("mysql://root@db1/#x", "a # has no meaning")]
    [InlineData("postgres://root@db1/", "the only scheme is mysql")]
    [InlineData("x.cnf[]", "hold no group")]
    [InlineData("./x.cnf]", "no [ before it")]
    [InlineData("prod:x", "no port from 1 to 65535")]
    [InlineData("prod[x]", "the name is empty or has one of")]
    public void WhatCannotBeReadSaysWhy(string text, string problem)
    {
        var error = Assert.Throws<MySqlOpsException>(() => ServerAddress.Parse(text));
        Assert.Equal(ErrorId.AddressInvalid, error.Id);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains(ServerAddress.Forms, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("root:S3cret@db1:x", "***@db1***")]
    [InlineData("root:S3cret", "root***")]
    [InlineData("root:S3cret/x", "root***")]
    [InlineData("mysql://root:S3cret", "mysql://***")]
    [InlineData("mysql://root:12?S3cret@db1", "mysql://***@db1")]
    [InlineData("root:S3@cret@db 1", "***@db***")]
    public void ErrorsShowWhatCannotBeThePassword(string text, string shown)
    {
        var error = Assert.Throws<MySqlOpsException>(() => ServerAddress.Parse(text));
        Assert.Equal(shown, error.Target);
        Assert.Contains($"'{shown}'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TextOfAnAddressHidesItsPassword() =>
        Assert.DoesNotContain("S3cret", ServerAddress.Parse("root:S3cret@db1").ToString(), StringComparison.Ordinal);
}
