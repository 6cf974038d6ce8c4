/**
 * Lines that stand among an article's words on a page and are none of them: bylines and dates above, calls to share, follow and
 * subscribe, names of editors, lists of other articles. Whole lines alone, and short ones: a sentence of the article is never cut.
 */
const LONGEST = 200;
const LINES_OF_HEAD = 8;

const STAMP =
  /^(?:(?:(?:last )?updated|published|posted(?: on)?|发布(?:时间|日期|于)?|时间|日期|更新(?:时间|于)?|来源|作者|责任?编辑|撰文|记者|by|written by|文|图)\s?[:：|｜丨/]?\s?)?(?:\S{0,20}\s?)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?(?:\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d{1,2},? \d{4}|\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?,? \d{4})(?:[^。！？.!?]{0,50})$/i;
const BYLINE =
  /^(?:by|written by|reported by|author)[:\s]\s{0,3}[\p{Lu}][^。.!?]{2,60}$|^(?:作者|来源|责任?编辑|编辑|撰文|本文作者|文章来源|稿件来源|记者|原标题|字号|字体)\s{0,2}[:：|｜丨/][^。！？]{1,60}$|^(?:updated|published|posted)\b[^.!?。]{3,60}\d{4}$/iu;

const ANYWHERE: readonly RegExp[] = [
  /^(?:advertisement|advertising|ad|sponsored(?: content)?|promoted|story continues below(?: advertisement)?|article continues after ad(?:vertisement)?|continue reading(?: the main story)?|skip advertisement|广告|推广|赞助内容)[.:：]?$/i,
  /^(?:read (?:more|also|next)|see also|also read|related|more|recommended|watch|don'?t miss|in case you missed it)\s?[:：|]\s?.{3,160}$/i,
  /^(?:相关阅读|延伸阅读|推荐阅读|阅读更多|另见|点击阅读|相关报道)\s?[:：|｜]\s?.{3,160}$/,
  /^(?:share|tweet|pin it|print|email|copy link|link copied|facebook|twitter|linkedin|whatsapp|reddit|comments?|\d{1,5} comments?|share this(?: article| story| post)?|share on \w{3,20}|click to share.{0,40}|follow us(?: on .{0,60})?|subscribe(?: now)?|sign up|sign in|log in|loading\.{0,3}|view comments|leave a comment|save|listen|back to top)[:.!]?$/i,
  /^(?:get|sign up (?:for|to)|subscribe to|join) (?:our|the)\b.{0,60}\b(?:newsletters?|inbox|alerts?|mailing list|updates)\b.{0,100}$/i,
  /^by (?:signing up|subscribing|submitting|clicking),? you .{5,160}$/i,
  /^(?:this site is protected by recaptcha|all rights reserved|copyright ©|©\s?\d{4}).{0,160}$/i,
  /^.{0,60}\bfollow (?:him|her|them|us|me) on (?:twitter|x|linkedin|facebook|instagram|threads|bluesky|mastodon)\b.{0,80}$/i,
  /^[（(【[]?\s{0,2}(?:责任编辑|责编|编辑|校对|排版|审核|监制|值班编辑|执行主编|图片来源|封面来源|题图|头图|本文编辑)\s{0,2}[:：|｜丨/].{1,50}$/,
  /^(?:分享(?:到|至)?|点赞|收藏|评论|打印(?:本页)?|关闭(?:窗口)?|返回顶部|阅读原文|原文链接|点击查看更多|展开全文|加载更多|举报|赞|在看|订阅|关注|登录|注册)(?:[\s\d:：|]{0,10}(?:微信|微博|朋友圈|QQ空间|QQ好友|收藏|分享|评论|关闭(?:窗口)?|打印|点赞)?){0,6}$/,
  /^.{0,40}(?:扫(?:一扫|码|描)|长按|识别)[^。]{0,20}(?:二维码|关注|加入|下载)[^。]{0,60}[。！]?$/,
  /^.{0,30}(?:微信公众号|公众号)[^。]{0,30}(?:授权|转载|首发|关注)[^。]{0,60}[。！]?$/,
  /^[【（(]?(?:免责声明|版权声明|风险提示|声明|特别声明|郑重声明)[】）)]?\s{0,2}[:：]?.{0,190}$/,
  /^(?:该文|本文)(?:观点)?仅?代表(?:作者|原作者)[^\n]{0,120}$/,
  /^(?:未经(?:授权|许可|书面)|转载请|本文由[^。]{1,40}(?:原创|授权|发布)|本文首发)[^\n]{0,120}$/,
];

/** Headings of what follows an article. */
const AFTER =
  /^(?:#{1,6} )?\**(?:相关(?:阅读|文章|新闻|推荐|报道|内容|资讯)|推荐阅读|延伸阅读|猜你喜欢|热门(?:文章|推荐|新闻|评论)|更多(?:精彩|文章|内容|推荐|资讯)|为你推荐|大家都在看|最新(?:文章|评论)|网友评论|全部评论|发表评论|上一篇|下一篇|往期(?:精选|推荐|回顾)|related(?: (?:articles?|posts?|stor(?:y|ies)|content|reading|news|topics|coverage|links))?|(?:more|latest) (?:from|in|on|stories|news|articles)\b.{0,40}|read (?:next|more)|you (?:may|might) (?:also )?(?:like|be interested in).{0,30}|recommended(?: (?:for you|reading|stories|articles))?|what to read next|trending(?: now)?|most (?:read|popular|viewed)|popular (?:posts|articles|stories)|about the authors?|leave a (?:reply|comment)|comments?|join the (?:conversation|discussion)|share this.{0,30}|recent posts|explore more|keep reading|up next|editors'? picks)\**[:：]?$/i;

/** A heading of other articles, and as often of a part of this one: "More on prices". */
const UNSURE = /^(?:#{1,6} )?\**(?:more|latest) (?:from|in|on)\b/i;

/** @param title of the page, which its text need not say again */
export function removeFurniture(body: string, title: string): string {
  const lines = body.split('\n');
  const words = lines.filter((line) => line !== '');
  const head = new Set(words.slice(0, LINES_OF_HEAD).filter((line) => isOfHead(line, title)));
  const end = findEnd(lines);
  const kept = lines.slice(0, end).filter((line) => !head.has(line) && !(line.length <= LONGEST && isFurniture(line)));
  const text = kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return text.length >= body.length / 4 ? text : body;
}

const bare = (line: string): string => line.replace(/^#{1,6} |^- /, '').trim();
const letters = (line: string): string => line.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

function isOfHead(line: string, title: string): boolean {
  const words = bare(line);
  if (words.length > LONGEST) return false;
  const same = letters(words);
  return (same !== '' && same === letters(title)) || STAMP.test(words) || BYLINE.test(words);
}

function isFurniture(line: string): boolean {
  const words = bare(line);
  return words !== '' && ANYWHERE.some((pattern) => pattern.test(words));
}

/** Where other articles begin: at such a heading in the latter part, when nothing below it reads as an article does. */
function findEnd(lines: readonly string[]): number {
  const total = lines.reduce((sum, line) => sum + line.length, 0);
  let seen = 0;
  for (const [index, line] of lines.entries()) {
    if (seen > total * 0.35 && line.length <= 60 && AFTER.test(line)) {
      const rest = lines.slice(index + 1);
      const long = rest.filter((one) => isParagraph(one)).length;
      const isFew = long <= 1 || long < rest.filter((one) => one !== '').length / 3;
      if (isFew && !(UNSURE.test(line) && isProse(rest))) return index;
    }
    seen += line.length;
  }
  return lines.length;
}

/** Lines most of which are whole sentences; teasers of other articles have a headline each. */
function isProse(lines: readonly string[]): boolean {
  const said = lines.filter((line) => line !== '');
  const whole = said.filter((line) => line.length > 80 && /[。.!?！？]["”’]?$/.test(line));
  return whole.length > 1 && whole.length > said.length * 0.6;
}

/** Of an article's length: twice as many letters as Han signs. */
const isParagraph = (line: string): boolean =>
  line.replace(/\p{Script=Han}/gu, 'xx').length > 240 && /[。.!?！？]/.test(line);
