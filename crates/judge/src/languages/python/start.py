# What `site` sets up, without running the start-up files (.pth) of everything that happens to be installed here:
# those can take longer than the program itself, at each start, and differ from machine to machine.
import site, sys
site.setquit(), site.setcopyright(), site.sethelper()
del sys.argv[0]
__file__ = sys.argv[0]
sys.path[0] = __file__.rpartition("/")[0]
sys.path += site.getsitepackages()
del site, sys
exec(compile(open(__file__, "rb").read(), __file__, "exec"))
