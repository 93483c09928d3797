using System.Text;
using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Load.Delimited;
using MySqlOps.Engine.ServerTests.Servers;

namespace MySqlOps.Engine.ServerTests.Load.Delimited;

[Collection(ServerCollection.Name)]
public sealed class DelimitedImporterTests(ServerFixture servers) : IAsyncLifetime
{
    private const string Schema =
        """
        DROP DATABASE IF EXISTS mysqlops;
        DROP DATABASE IF EXISTS delimited;
        CREATE DATABASE delimited;
        CREATE TABLE delimited.t (id INT PRIMARY KEY, name VARCHAR(20), old VARCHAR(20) CHARACTER SET latin1, data JSON, raw BLOB, flags BIT(12), shape POINT, v VECTOR(2), kind ENUM('a', 'b'), d DATETIME(3), twice INT AS (id * 2));
        """;

    private const string Everything = "SELECT id, HEX(name), HEX(old), data, HEX(raw), flags + 0, HEX(shape), HEX(v), kind, d, twice FROM delimited.t ORDER BY id";

    private readonly string _folder = Directory.CreateTempSubdirectory("mysqlops-").FullName;

    public async Task InitializeAsync() => await ClientProgram.QueryAsync(servers.Sandbox, Schema);

    public async Task DisposeAsync()
    {
        await ClientProgram.QueryAsync(servers.Sandbox, "DROP DATABASE IF EXISTS delimited; DROP DATABASE IF EXISTS mysqlops; SET GLOBAL local_infile = ON;");
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(DelimitedFormat.Csv, true)]
    [InlineData(DelimitedFormat.Tsv, true)]
    [InlineData(DelimitedFormat.Json, true)]
    [InlineData(DelimitedFormat.Csv, false)]
    public async Task EveryKindOfColumnComesAsItIsWritten(DelimitedFormat format, bool allowsLocalFiles)
    {
        await ClientProgram.QueryAsync(servers.Sandbox, $"SET GLOBAL local_infile = {(allowsLocalFiles ? "ON" : "OFF")}");
        const string Point = "AAAAAAEBAAAAAAAAAAAA8D8AAAAAAAAAQA==";
        const string Vector = "AACAPwAAAEA=";
        var text = format switch
        {
            DelimitedFormat.Csv => $"id,name,old,data,raw,flags,shape,v,kind,d\r\n1,\"ä, \"\"q\"\"\t\n😀\\\",ö,\"{{\"\"k\"\": \"\"ä\"\"}}\",/1wACQo=,3073,{Point},{Vector},b,2024-01-02 03:04:05.678\r\n2,,,,,,,,,\r\n",
            DelimitedFormat.Tsv => $"id\tname\told\tdata\traw\tflags\tshape\tv\tkind\td\n1\tä, \"q\"\\t\\n😀\\\\\tö\t{{\"k\": \"ä\"}}\t/1wACQo=\t3073\t{Point}\t{Vector}\tb\t2024-01-02 03:04:05.678\n2{string.Concat(Enumerable.Repeat("\t\\N", 9))}\n",
            _ => $"{{\"id\": 1, \"name\": \"ä, \\\"q\\\"\\t\\n😀\\\\\", \"old\": \"\\u00f6\", \"data\": {{\"k\": \"ä\"}}, \"raw\": \"/1wACQo=\", \"flags\": 3073, \"shape\": \"{Point}\", \"v\": \"{Vector}\", \"kind\": \"b\", \"d\": \"2024-01-02 03:04:05.678\"}}\n{{\"id\": 2}}\n",
        };
        var import = await ImportAsync(text, new DelimitedOptions { Format = format });
        Assert.Equal(2, import.Rows);
        Assert.Equal(
            "1\tC3A42C20227122090AF09F98805C\tF6\t{\"k\": \"ä\"}\tFF5C00090A\t3073\t000000000101000000000000000000F03F0000000000000040\t0000803F00000040\tb\t2024-01-02 03:04:05.678\t2\n"
            + "2\tNULL\tNULL\tNULL\tNULL\tNULL\tNULL\tNULL\tNULL\tNULL\t4",
            await ClientProgram.QueryAsync(servers.Sandbox, Everything));
    }

    [Fact]
    public async Task RowsAreAddedToThoseThatAreThere()
    {
        await ImportAsync("id,name\n1,a\n", new DelimitedOptions { Format = DelimitedFormat.Csv });
        var import = await ImportAsync("id,name\n2,b\n3,c\n", new DelimitedOptions { Format = DelimitedFormat.Csv });
        Assert.Equal(2, import.Rows);
        Assert.Equal("3", await ClientProgram.QueryAsync(servers.Sandbox, "SELECT COUNT(*) FROM delimited.t"));
    }

    [Theory]
    [InlineData("id,name\n1,123456789012345678901\n")]
    [InlineData("id,name\nx,a\n")]
    [InlineData("id,old\n1,漢\n")]
    [InlineData("id,kind\n1,\"\"\n")]
    [InlineData("id,data\n1,{\n")]
    [InlineData("id,name\n1,a\n1,b\n")]
    public async Task RowThatDoesNotFitIsRejectedAndNothingIsLoaded(string text)
    {
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() => ImportAsync(text, new DelimitedOptions { Format = DelimitedFormat.Csv }));
        Assert.True(error.Id is ErrorId.LoadRejected or ErrorId.LoadChunkFailed, error.ToString());
        Assert.Equal("0", await ClientProgram.QueryAsync(servers.Sandbox, "SELECT COUNT(*) FROM delimited.t"));
    }

    [Fact]
    public async Task MappedFileInLatin1GoesInWithAConstant()
    {
        var bytes = Encoding.Latin1.GetBytes("Nummer;Wort;egal\n1;äö;x\n");
        var options = new DelimitedLoadOptions
        {
            File = new DelimitedOptions { Format = DelimitedFormat.Csv, Delimiter = ';' },
            EncodingName = "latin1",
            ColumnMap = new Dictionary<string, string> { ["Nummer"] = "id", ["Wort"] = "name", ["egal"] = "" },
            Constants = new Dictionary<string, string?> { ["old"] = "ß", ["kind"] = null },
        };
        await ImportAsync(bytes, options);
        Assert.Equal("1\täö\tß\tNULL", await ClientProgram.QueryAsync(servers.Sandbox, "SELECT id, name, old, kind FROM delimited.t"));
    }

    [Fact]
    public async Task ImportThatFailedHalfWayGoesOnWhereItStopped()
    {
        var rows = Enumerable.Range(1, 5000).Select(id => $"{id},{(id == 4000 ? "this is far too long for it" : "x")}\n");
        var text = $"id,name\n{string.Concat(rows)}";
        var options = new DelimitedLoadOptions { File = new DelimitedOptions { Format = DelimitedFormat.Csv }, ChunkBytes = 4000 };
        await Assert.ThrowsAsync<MySqlOpsException>(() => ImportAsync(Encoding.UTF8.GetBytes(text), options));
        Assert.InRange(int.Parse(await ClientProgram.QueryAsync(servers.Sandbox, "SELECT COUNT(*) FROM delimited.t")), 500, 4999);
        await ClientProgram.QueryAsync(servers.Sandbox, "ALTER TABLE delimited.t MODIFY name VARCHAR(50)");
        var import = await ImportAsync(Encoding.UTF8.GetBytes(text), options);
        Assert.True(import.Resumed && import.ChunksSkipped > 0, $"{import}");
        Assert.Equal("5000\t12502500", await ClientProgram.QueryAsync(servers.Sandbox, "SELECT COUNT(*), SUM(id) FROM delimited.t"));
    }

    [Fact]
    public async Task MissingTableIsNamed()
    {
        var importer = new DelimitedImporter(servers.Server, SilentObserver.Instance, TimeProvider.System);
        var options = new DelimitedLoadOptions { File = new DelimitedOptions { Format = DelimitedFormat.Csv } };
        var error = await Assert.ThrowsAsync<MySqlOpsException>(() =>
            importer.OpenAsync("rows.csv", new ObjectName("delimited", "no[such]*"), options, new LoadOptions { RejectFolder = _folder }, CancellationToken.None));
        Assert.Equal(ErrorId.TableMissing, error.Id);
    }

    private Task<MySqlImport> ImportAsync(string text, DelimitedOptions options) => ImportAsync(Encoding.UTF8.GetBytes(text), new DelimitedLoadOptions { File = options });

    private async Task<MySqlImport> ImportAsync(byte[] text, DelimitedLoadOptions options)
    {
        var path = Path.Combine(_folder, "rows.txt");
        await File.WriteAllBytesAsync(path, text);
        var importer = new DelimitedImporter(servers.Server, SilentObserver.Instance, TimeProvider.System);
        var (loader, source) = await importer.OpenAsync(path, new ObjectName("delimited", "t"), options, new LoadOptions { RejectFolder = _folder, ThreadCount = 2 }, CancellationToken.None);
        await using (source)
            return await loader.LoadAsync(await loader.PlanAsync(CancellationToken.None), CancellationToken.None);
    }
}
