/** What people of the story press, read and write, in the language of their phones. */
export interface StoryWords {
  admin: string
  teacher: string
  specialist: string
  colleague: string
  welcome: string
  keepName: string
  niceToMeetYou: string
  inviteKey: string
  invite: { forStaff: string; uses: string; days: string; ready: string; accepted: string }
  stranger: string
  askForAccess: string
  yourName: string
  requestSent: string
  asksForAccess: string
  asSpecialist: string
  letIn: string
  newTicketKey: string
  steps: readonly [string, string, string, string]
  printers: string
  place: string
  colleaguesTrouble: string
  withoutText: string
  important: string
  check: string
  send: string
  received: string
  card: { isNew: string; mine: string; waits: string; resolved: string; closed: string }
  take: string
  taken: string
  ask: string
  askHow: string
  question: string
  asked: string
  answer: string
  answerHow: string
  answerText: string
  passedOn: string
  resolve: string
  resolveHow: string
  remark: string
  resolved: string
  confirm: string
  rate: string
  yourRating: string
  rated: string
  myKey: string
  noOpen: string
  showAll: string
  all: string
  history: string
  historyOf: string
  findKey: string
  findWhat: string
  noSuchTicket: string
}

export const storyWords: Record<'ru' | 'en', StoryWords> = {
  ru: {
    admin: 'Ольга Андреевна',
    teacher: 'Анна Викторовна',
    specialist: 'Игорь Павлович',
    colleague: 'Марина Сергеевна',
    welcome: 'Добро пожаловать',
    keepName: 'Оставить',
    niceToMeetYou: 'Очень приятно',
    inviteKey: 'Пригласить',
    invite: {
      forStaff: 'сотрудник',
      uses: '10',
      days: '7 дней',
      ready: 'готово',
      accepted: 'По вашему приглашению',
    },
    stranger: 'Я вас пока не знаю',
    askForAccess: 'Попросить доступ',
    yourName: 'Как вас называть',
    requestSent: 'Запрос отправлен',
    asksForAccess: 'просит доступ',
    asSpecialist: 'специалист',
    letIn: 'Доступ открыт',
    newTicketKey: 'Новая заявка',
    steps: ['шаг 1 из 4', 'шаг 2 из 4', 'шаг 3 из 4', 'шаг 4 из 4'],
    printers: 'Принтеры',
    place: 'Кабинет 204',
    colleaguesTrouble: 'Мигает лампа у доски',
    withoutText: 'Дальше без текста',
    important: 'важно: сегодня',
    check: 'Проверьте заявку',
    send: 'Отправить',
    received: 'принята',
    card: {
      isNew: '· новая',
      mine: '· в работе',
      waits: '· ждёт ответа автора',
      resolved: '· выполнена',
      closed: '· закрыта',
    },
    take: 'Взять в работу',
    taken: 'в работе. Исполнитель: Игорь Павлович',
    ask: 'Спросить',
    askHow: 'Напишите вопрос',
    question: 'Какая модель принтера?',
    asked: 'отправлен. Ответ придёт сюда',
    answer: 'Ответить',
    answerHow: 'Напишите ответ',
    answerText: 'HP LaserJet 1020, на столе у окна',
    passedOn: 'передан',
    resolve: 'Выполнено',
    resolveHow: 'что сделано?',
    remark: 'Заменили картридж, печатает',
    resolved: 'Проверьте, пожалуйста',
    confirm: 'Всё в порядке',
    rate: 'Оцените',
    yourRating: 'Ваша оценка',
    rated: 'оценена на 5 из 5',
    myKey: 'Мои заявки',
    noOpen: 'Открытых заявок нет',
    showAll: 'Все заявки',
    all: 'Все мои заявки',
    history: 'История',
    historyOf: 'История заявки',
    findKey: 'Найти',
    findWhat: 'Что найти?',
    noSuchTicket: 'Такой заявки нет',
  },
  en: {
    admin: 'Olga Belova',
    teacher: 'Anna Sokolova',
    specialist: 'Igor Lebedev',
    colleague: 'Marina Orlova',
    welcome: 'Welcome',
    keepName: 'Keep',
    niceToMeetYou: 'Nice to meet you',
    inviteKey: 'Invite',
    invite: {
      forStaff: 'staff',
      uses: '10',
      days: '7 days',
      ready: 'is ready',
      accepted: 'came by your invite',
    },
    stranger: 'I do not know you yet',
    askForAccess: 'Ask for access',
    yourName: 'What should we call you',
    requestSent: 'have your request',
    asksForAccess: 'asks for access',
    asSpecialist: 'specialist',
    letIn: 'Let in',
    newTicketKey: 'New ticket',
    steps: ['step 1 of 4', 'step 2 of 4', 'step 3 of 4', 'step 4 of 4'],
    printers: 'Printers',
    place: 'Room 204',
    colleaguesTrouble: 'The lamp at the board flickers',
    withoutText: 'Go on without text',
    important: 'important: today',
    check: 'Please check the ticket',
    send: 'Send',
    received: 'received',
    card: {
      isNew: '· new',
      mine: '· in progress',
      waits: '· waiting for the author',
      resolved: '· resolved',
      closed: '· closed',
    },
    take: 'Take',
    taken: 'is in progress. Assignee: Igor Lebedev',
    ask: 'Ask',
    askHow: 'Write it in one message',
    question: 'Which model is the printer?',
    asked: 'was sent. The answer will come here',
    answer: 'Answer',
    answerHow: 'Write your answer',
    answerText: 'HP LaserJet 1020, on the desk by the window',
    passedOn: 'passed on',
    resolve: 'Resolve',
    resolveHow: 'what was done?',
    remark: 'Replaced the cartridge, it prints',
    resolved: 'Please check: is everything fine?',
    confirm: 'All good',
    rate: 'Please rate',
    yourRating: 'Your rating',
    rated: 'rated 5 out of 5',
    myKey: 'My tickets',
    noOpen: 'You have no open tickets',
    showAll: 'All tickets',
    all: 'All my tickets',
    history: 'History',
    historyOf: 'History of ticket',
    findKey: 'Find',
    findWhat: 'What shall we look for?',
    noSuchTicket: 'There is no such ticket',
  },
}
